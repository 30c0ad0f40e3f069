"""Which agreement held on a day, and whether it was signed by then."""

from datetime import date

import pytest

from aup.models import AgreementSettings
from aup.queries.as_of import Signed
from aup.services import asking
from tests.aup.asked import asked, decline, family, sign
from tests.aup.services.test_asking import newer
from tests.factories.people import make_person

FIRST, SECOND, THIRD = date(2026, 11, 3), date(2026, 11, 4), date(2026, 11, 5)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def on(person, day, audience="pupils_primary"):
    found = Signed([person]).on(person, audience, day)
    return [(one.version.number, one.signed, one.earlier) for one in found]


def test_what_was_signed_later_was_not_signed_then(oakfield, agreed, olu, time_machine):
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    sign(ask, "own", olu)
    time_machine.move_to("2026-11-04 09:00:00Z", tick=False)
    sign(ask, "parent", olu, person=pia)
    time_machine.move_to("2026-11-05 09:00:00Z", tick=False)
    decline(ask, "parent", olu, person=pia)

    assert [on(child, day) for day in (FIRST, SECOND, THIRD)] == [
        [(1, False, 0)],
        [(1, True, 0)],
        [(1, False, 0)],
    ]


def test_an_earlier_version_was_signed(oakfield, agreed, olu):
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    sign(ask, "own", olu)
    sign(ask, "parent", olu, person=pia)
    later = newer(ask.version)
    asking.ask(version=later, people=[child], by=olu)

    assert on(child, max(later.effective_from, FIRST)) == [(2, False, 1)]


def test_all_parents_where_the_school_wants_them_all(oakfield, agreed, olu):
    AgreementSettings.objects.create(school=oakfield, parents_needed="all")
    child, [pia, pat] = family(oakfield, parents=("Pia Ash", "Pat Ash"))
    ask = asked(oakfield, child)
    sign(ask, "own", olu)
    sign(ask, "parent", olu, person=pia)
    assert on(child, FIRST) == [(1, False, 0)]

    sign(ask, "parent", olu, person=pat)
    assert on(child, FIRST) == [(1, True, 0)]


def test_before_the_first_took_effect_it_is_the_first(oakfield, agreed):
    child, _parents = family(oakfield)

    assert on(child, date(2020, 1, 1)) == [(1, False, 0)]


def test_nobody_and_nothing(oakfield, agreed):
    parent = make_person(oakfield, "Pia Ash", kind="guardian")

    assert on(parent, FIRST, audience=None) == []
    assert Signed([]).on(parent, None, FIRST) == []


def test_two_queries_for_any_number(oakfield, agreed, django_assert_num_queries):
    people = [make_person(oakfield, f"Ada Ash{n}", year_group="4") for n in range(30)]

    with django_assert_num_queries(2):
        signed = Signed(people)
        assert all(signed.on(person, "pupils_primary", FIRST) for person in people)
