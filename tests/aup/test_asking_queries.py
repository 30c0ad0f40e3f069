"""Who must sign what, and who may use the school's systems."""

from datetime import date

import pytest

from aup import queries
from aup.choices import AskState
from aup.models import Ask
from aup.services import asking
from tests.aup.asked import asked, family, sign, version_of
from tests.aup.services.test_asking import newer
from tests.factories.people import make_person

TODAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def test_who_is_here_today(oakfield, agreed):
    make_person(oakfield, "Ada Ash", year_group="4")
    make_person(oakfield, "Ben Birch", year_group="4", left_on=TODAY)
    make_person(oakfield, "Cy Cedar", year_group="4", joined_on=date(2026, 11, 4))
    make_person(oakfield, "Di Dogwood", year_group="4", joined_on=TODAY)

    found = queries.subjects_of("pupils_primary", TODAY)

    assert [person.first_name for person in found] == ["Ada", "Di"]


def test_each_agreement_has_its_people(oakfield, agreed):
    for name, kind, year in (
        ("A One", "pupil", "1"), ("B Four", "pupil", "4"), ("C Nine", "pupil", "9"),
        ("D None", "pupil", ""), ("E Staff", "staff", ""), ("F Gov", "governor", ""),
        ("G Supply", "supply", ""), ("H Visitor", "visitor", ""), ("I Club", "community", ""),
        ("J Parent", "guardian", ""),
    ):  # fmt: skip
        make_person(oakfield, name, kind=kind, year_group=year)

    found = {
        audience: {person.first_name for person in queries.subjects_of(audience, TODAY)}
        for audience in (
            "pupils_early", "pupils_primary", "students", "staff", "supply", "visitors", "community"
        )
    }  # fmt: skip

    assert found == {
        "pupils_early": {"A"},
        "pupils_primary": {"B"},
        "students": {"C"},
        "staff": {"E", "F"},
        "supply": {"G"},
        "visitors": {"H"},
        "community": {"I"},
    }


def test_nobody_is_in_order_before_they_are_asked_and_have_signed(oakfield, agreed, olu):
    child, [pia] = family(oakfield, year_group="1")
    assert not queries.in_order(child)
    ask = asked(oakfield, child)
    assert not queries.in_order(child)

    sign(ask, "parent", olu, person=pia)

    assert queries.in_order(child)


@pytest.mark.parametrize("name", ["Pia Parent"])
def test_a_parent_has_no_agreement_of_their_own(oakfield, agreed, name):
    assert not queries.in_order(make_person(oakfield, name, kind="guardian"))


def test_the_earlier_signature_counts_until_the_last_day_of_asking(oakfield, agreed, olu):
    child, [pia] = family(oakfield, year_group="1")
    ask = asked(oakfield, child)
    sign(ask, "parent", olu, person=pia)

    asking.ask(version=newer(ask.version), people=[child], by=olu, due_on=date(2026, 11, 20))

    assert queries.in_order(child, date(2026, 11, 20))
    assert not queries.in_order(child, date(2026, 11, 21))


def test_without_an_earlier_signature_there_is_no_grace(oakfield, agreed, olu):
    child, _parents = family(oakfield, year_group="1")
    ask = asked(oakfield, child)

    asking.ask(version=newer(ask.version), people=[child], by=olu, due_on=date(2026, 11, 20))

    assert not queries.in_order(child)


def test_a_refusal_of_the_newer_version_ends_it_at_once(oakfield, agreed, olu):
    child, [pia] = family(oakfield, year_group="1")
    ask = asked(oakfield, child)
    sign(ask, "parent", olu, person=pia)
    asking.ask(version=newer(ask.version), people=[child], by=olu, due_on=date(2026, 11, 20))

    Ask.objects.filter(state=AskState.ASKED).update(state=AskState.DECLINED)

    assert not queries.in_order(child)


def test_who_was_not_asked_yet(oakfield, agreed):
    version = version_of("pupils_primary")
    ada, ben = (make_person(oakfield, name, year_group="4") for name in ("Ada Ash", "Ben Birch"))
    asked(oakfield, ada)

    assert list(queries.not_asked(version.agreement, version, TODAY)) == [ben]
    assert list(queries.open_for([ada.pk, ben.pk])) == list(queries.asks_of(ada))
