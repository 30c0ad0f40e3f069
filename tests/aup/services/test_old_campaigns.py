"""An old campaign and newer words: it does not bring the old ones back."""

from datetime import date, timedelta

import pytest

from aup.choices import AskState, CampaignState
from aup.models import Ask, Campaign
from aup.queries import campaigns as queries
from aup.services import asking, campaigns
from esafety.access.refused import Refused
from tests.aup.asked import version_of
from tests.aup.rounds import LAST, ask_all, pupil, running
from tests.aup.services.test_asking import newer
from tests.aup.tables import tables

TODAY, LATER = date(2026, 11, 3), LAST + timedelta(days=9)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def closed(agreed, olu):
    """A campaign that was closed without a reply."""
    pupil(agreed, "Ada Ash", "Pia Ash")
    return campaigns.close(campaign=running(olu), by=olu)


def asked_alone(school, version, olu):
    """Somebody who joined and was asked without a campaign."""
    new = pupil(school, "New Nut", "Nan Nut", joined_on=TODAY)
    [ask] = asking.ask(version=version, people=[new], by=olu)
    return ask


def test_it_is_not_opened_again_where_a_larger_change_is_in_force(agreed, olu, closed):
    ask = asked_alone(agreed, newer(version_of("pupils_primary")), olu)
    before = tables()

    with pytest.raises(Refused, match="Start a new campaign"):
        campaigns.extend(campaign=closed, closes_on=LATER, by=olu)

    assert tables() == before
    assert Ask.objects.get(pk=ask.pk).state == AskState.ASKED


@pytest.mark.parametrize(
    "change", [{"material": False}, {"effective_from": TODAY + timedelta(days=1)}]
)
def test_after_a_small_change_and_before_a_large_one_it_is_and_asks_nobody_for_less(
    agreed, olu, closed, change
):
    ask = asked_alone(agreed, newer(version_of("pupils_primary"), **change), olu)

    row = campaigns.extend(campaign=closed, closes_on=LATER, by=olu)
    ask_all(row)

    assert row.state == CampaignState.RUNNING
    states = list(Ask.objects.filter(subject=ask.subject).values_list("pk", "state"))
    assert states == [(ask.pk, AskState.ASKED)]
    assert Ask.objects.get(subject__first_name="Ada").state == AskState.ASKED


def test_one_that_runs_gets_more_time_all_the_same(agreed, olu):
    pupil(agreed, "Ada Ash", "Pia Ash")
    row = running(olu)
    newer(row.version)

    assert campaigns.extend(campaign=row, closes_on=LATER, by=olu).closes_on == LATER


def test_a_campaign_takes_over_no_question_about_a_later_version(agreed, olu, closed):
    ask = asked_alone(agreed, newer(version_of("pupils_primary")), olu)

    assert ask.subject not in queries.to_ask(Campaign.objects.get(), TODAY)


def test_asking_closes_only_what_is_older(agreed, olu):
    first = version_of("pupils_primary")
    ask = asked_alone(agreed, newer(first), olu)

    assert asking.ask(version=first, people=[ask.subject], by=olu) == []

    assert Ask.objects.get().state == AskState.ASKED
