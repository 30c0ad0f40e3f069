"""New people, and pupils who move up, are asked by themselves."""

from datetime import date

import pytest

from aup.choices import AskState
from aup.models import AgreementSettings, Ask, Letter
from aup.queries import newcomers
from aup.services import campaigns, starters
from esafety.audit.models import AuditEvent
from tests.aup.asked import version_of
from tests.aup.rounds import FIRST, LAST, clock, prepared, pupil, running
from tests.factories.people import make_guardian

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def begun(agreed, olu, time_machine):
    """A campaign for year 3 began; it is now the twentieth."""
    pupil(agreed, "Ada Ash", "Pia Ash", year="3", joined_on=date(2020, 9, 1))
    row = running(olu, groups={"year_groups": ["3"]})
    time_machine.move_to("2026-11-20 09:00:00Z", tick=False)
    return row


def ask_newcomers(school, today=TODAY):
    by, number = clock(school), 0
    for agreement, since in newcomers.asked_for_before(today):
        facts = {"agreement": agreement, "since": since, "today": today}
        while found := starters.ask_newcomers(**facts, by=by):
            number += found
    return number


def test_who_joins_is_asked_once_in_the_campaign_that_runs(begun):
    ben = pupil(begun.school, "Ben Birch", "Bea Birch", year="3", joined_on=TODAY)

    assert ask_newcomers(begun.school) == 1
    assert ask_newcomers(begun.school) == 0

    ask = Ask.objects.get(subject=ben)
    assert (ask.campaign, ask.due_on) == (begun, LAST)
    assert Letter.objects.filter(person__first_name="Bea").count() == 1


def test_outside_its_groups_they_have_two_weeks(begun):
    cy = pupil(begun.school, "Cy Cedar", "Cat Cedar", year="5", joined_on=date(2026, 11, 10))
    di = pupil(begun.school, "Di Cedar", year="6", joined_on=date(2026, 11, 10))
    cat = cy.guardians.get().guardian
    make_guardian(di, "Eve Elm", email="eve@example.org")
    di.guardians.create(school=begun.school, guardian=cat, child=di, parental_responsibility=True)

    assert ask_newcomers(begun.school) == 2

    ask = Ask.objects.get(subject=cy)
    assert (ask.campaign, ask.due_on) == (None, date(2026, 12, 4))
    assert Letter.objects.filter(person=cat).count() == 1


def test_who_was_here_before_the_first_campaign_is_not_new(begun):
    pupil(begun.school, "Cy Cedar", year="5", joined_on=date(2026, 9, 1))
    pupil(begun.school, "Di Dogwood", year="5", joined_on=None)
    pupil(begun.school, "Eve Elm", year="5", joined_on=date(2026, 11, 21))

    assert ask_newcomers(begun.school) == 0


def test_who_moves_up_is_asked_for_the_next_agreement_instead(agreed, olu, begun):
    kit = pupil(agreed, "Kit Key", "Kay Key", year="2", joined_on=date(2020, 9, 1))
    running(olu, "pupils_early", opens_on=TODAY, closes_on=LAST)
    kit.year_group = "3"
    kit.save()

    assert ask_newcomers(agreed) == 1

    states = {ask.agreement.audience: ask.state for ask in Ask.objects.filter(subject=kit)}
    assert states == {"pupils_early": AskState.SUPERSEDED, "pupils_primary": AskState.ASKED}
    assert AuditEvent.objects.filter(type="agreement.superseded").count() == 1


def test_only_for_agreements_that_a_campaign_has_asked_for(agreed, olu):
    pupil(agreed, "Ada Ash", "Pia Ash", year="3", joined_on=FIRST)
    prepared(olu)
    assert newcomers.asked_for_before(TODAY) == []

    campaigns.start(campaign=prepared(olu, opens_on=date(2026, 11, 9)), by=olu)

    assert newcomers.asked_for_before(date(2026, 11, 8)) == []
    version = version_of("pupils_primary")
    assert newcomers.asked_for_before(TODAY) == [(version.agreement, date(2026, 11, 9))]


def test_a_school_can_switch_it_off(begun):
    AgreementSettings.objects.create(school=begun.school, ask_new_people=False)
    pupil(begun.school, "Ben Birch", year="3", joined_on=TODAY)

    assert ask_newcomers(begun.school) == 0
