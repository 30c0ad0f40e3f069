"""The record says which agreement held on the day of the incident, and whether it was signed."""

import re
from datetime import date

import pytest

from aup.services import seeding
from esafety.access.actor import Actor
from tests.aup.asked import asked, family, sign
from tests.factories.people import make_person
from tests.incidents.cases import make_case, page_of


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def shown(page):
    """The words of the part of the page."""
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    return text.partition("agreement in force on")[2]


def test_signed_and_not_signed(oakfield, lena, olu, client_of, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        seeding.agreements(Actor.for_system("setup", school_id=oakfield.pk))
    ada, [pia] = family(oakfield)
    ask = asked(oakfield, ada)
    sign(ask, "own", olu)
    sign(ask, "parent", olu, person=pia)
    ben = make_person(oakfield, "Ben Birch", year_group="9")
    people = [(ada, "target"), (ben, "offender"), (pia, "witness")]
    incident = make_case(oakfield, people=people, happened_on=date(2026, 11, 3))
    earlier = make_case(oakfield, people=people, happened_on=date(2026, 11, 2))

    text, before = (shown(page_of(client_of(lena), one)) for one in (incident, earlier))

    version = r"[\w :]+, version 1 \(from 1 September 2026\)"
    assert re.search(rf"Ada Ash : {version} signed", text)
    assert re.search(rf"Ben Birch : {version} not signed", text)
    assert re.search(rf"Ada Ash : {version} not signed", before)
    assert "Pia Ash :" not in text


def test_nobody_with_an_agreement_no_such_part(oakfield, lena, client_of):
    incident = make_case(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])

    assert 'id="agreements"' not in page_of(client_of(lena), incident)
