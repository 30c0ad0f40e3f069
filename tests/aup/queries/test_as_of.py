"""Which agreement held on a day, and whether it was signed by then."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from aup.models import AgreementSettings
from aup.queries.as_of import Signed
from aup.services import answering, asking, papers
from aup.services.papers import Entry
from esafety.signatures.choices import Part
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


def that_day(person, day):
    """Whether it was signed at the end of the day, and whether that changed on the day."""
    [found] = Signed([person]).on(person, "pupils_primary", day)
    return found.signed, found.that_day


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


def test_signed_and_taken_back_say_on_which_day(oakfield, agreed, olu, time_machine):
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    sign(ask, "own", olu)
    time_machine.move_to("2026-11-04 23:59:00Z", tick=False)  # winter: the school's own midnight
    answer = sign(ask, "parent", olu, person=pia)
    time_machine.move_to("2026-11-05 00:01:00Z", tick=False)
    answering.withdraw(answer=answer, reason="No more.", means="link", by=olu)

    days = [FIRST, SECOND, THIRD, date(2026, 11, 6)]
    assert [that_day(child, day) for day in days] == [
        (False, False), (True, True), (False, True), (False, False),
    ]  # fmt: skip


def test_in_summer_the_day_is_the_schools_own(oakfield, agreed, olu, time_machine):
    time_machine.move_to("2026-09-09 23:30:00Z", tick=False)  # half past midnight in London
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    sign(ask, "own", olu)
    sign(ask, "parent", olu, person=pia)

    days = [date(2026, 9, 9), date(2026, 9, 10), date(2026, 9, 11)]
    with timezone.override("Europe/London"):  # as on every page of the school
        found = [that_day(child, day) for day in days]
    assert found == [(False, False), (True, True), (True, False)]


def test_signed_and_taken_back_on_one_day_is_not_signed(oakfield, agreed, olu):
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    sign(ask, "own", olu)
    answer = sign(ask, "parent", olu, person=pia)
    answering.withdraw(answer=answer, reason="No more.", means="link", by=olu)

    assert that_day(child, FIRST) == (False, False)


def test_on_paper_the_day_on_the_form_counts(oakfield, agreed, olu):
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    parts = (("own", child), ("parent", pia))
    entries = [
        Entry(part=Part(part), person=one, signed=True, name=one.name, statement="I agree.")
        for part, one in parts
    ]
    day = date(2026, 10, 28)
    papers.enter(ask=ask, entries=entries, day=day, once_key=uuid.uuid4(), by=olu)

    days = [date(2026, 10, 27), day, date(2026, 10, 29), FIRST]
    assert [that_day(child, one) for one in days] == [
        (False, False), (True, True), (True, False), (True, False),
    ]  # fmt: skip


def test_smaller_changes_leave_it_signed_and_a_larger_one_does_not(oakfield, agreed, olu):
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    sign(ask, "own", olu)
    sign(ask, "parent", olu, person=pia)
    small = newer(ask.version, material=False)

    day = max(small.effective_from, FIRST)
    assert on(child, day) == [(2, True, 1)]
    assert on(child, small.effective_from - timedelta(days=1)) == [(1, False, 0)]
    newer(small, material=True)
    assert on(child, day) == [(3, False, 1)]


def test_superseded_it_is_the_new_one_from_its_first_day(oakfield, agreed, olu, time_machine):
    child, [pia] = family(oakfield)
    ask = asked(oakfield, child)
    sign(ask, "own", olu)
    sign(ask, "parent", olu, person=pia)
    later = newer(ask.version, effective_from=SECOND)
    asking.ask(version=later, people=[child], by=olu)
    ask.refresh_from_db()
    assert ask.state == "superseded"

    assert [on(child, day) for day in (FIRST, SECOND)] == [[(1, True, 0)], [(2, False, 1)]]


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
