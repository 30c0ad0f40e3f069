"""What the clock does for campaigns: asking, reminding, closing, newcomers; once each."""

from datetime import date

import pytest

from aup import campaign_tasks as tasks
from aup.choices import CampaignState
from aup.models import AgreementSettings, Ask, Campaign, Letter
from aup.services import campaigns
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.jobs.periodic import start_all
from tests.aup.rounds import prepared, pupil


@pytest.fixture
def at(time_machine):
    def go(moment):
        time_machine.move_to(f"{moment}:00Z", tick=False)

    go("2026-11-03 09:00")
    return go


@pytest.fixture
def started(agreed, olu, at):
    """Ada and Ben in year 4 are in a campaign that has just been started."""
    for name in ("Ada", "Ben"):
        pupil(agreed, f"{name} Ash", f"P{name} Ash", joined_on=date(2020, 9, 1))
    return campaigns.start(campaign=prepared(olu), by=olu)


def do(kind):
    return [jobs.run(str(job.pk)) for job in Job.objects.filter(kind=kind, state="waiting")]


def written():
    rows = Letter.objects.order_by("pk").values_list("kind", "person__first_name")
    return [f"{kind} {name}" for kind, name in rows]


def test_the_job_asks_everybody_once(started):
    assert do("campaign.ask") == [True]
    Job.objects.filter(kind="campaign.ask").update(state="waiting")
    assert do("campaign.ask") == [True]

    assert written() == ["ask PAda", "ask PBen"]
    assert Job.objects.get(kind="campaign.ask").percent == 100


def test_reminders_go_out_on_their_days_and_once(started, at):
    do("campaign.ask")
    Ask.objects.filter(subject__first_name="Ada").update(state="signed")
    for moment in ("2026-11-05 10:00", "2026-11-06 07:00"):
        at(moment)
        start_all()
        assert do("campaign.remind") == []

    for moment in ("2026-11-06 10:00", "2026-11-06 10:01", "2026-11-09 10:00"):
        at(moment)
        start_all()
        start_all()
        do("campaign.remind")

    assert written()[2:] == ["reminder PBen"]
    at("2026-11-10 10:00")
    start_all()
    assert do("campaign.remind") == [True]
    assert written()[2:] == ["reminder PBen"] * 2


def test_paused_it_reminds_nobody(started, at, olu):
    do("campaign.ask")
    campaigns.pause(campaign=Campaign.objects.get(), by=olu)
    at("2026-11-06 10:00")

    start_all()

    assert not Job.objects.filter(kind="campaign.remind").exists()


def test_it_closes_by_itself_the_day_after_the_last(started, at):
    do("campaign.ask")
    at("2026-11-27 22:00")
    start_all()
    assert Campaign.objects.get().state == CampaignState.RUNNING

    at("2026-11-28 00:01")
    start_all()
    start_all()

    assert Campaign.objects.get().state == CampaignState.CLOSED
    assert set(Ask.objects.values_list("state", flat=True)) == {"no_reply"}


def test_who_joins_is_asked_that_morning(started, at):
    do("campaign.ask")
    pupil(started.school, "Cy Cedar", "Cat Cedar", joined_on=date(2026, 11, 5))
    for moment in ("2026-11-04 10:00", "2026-11-05 07:00"):
        at(moment)
        start_all()
        assert not Job.objects.filter(kind=tasks.NEWCOMERS_JOB).exists()
    at("2026-11-05 08:30")

    start_all()
    start_all()

    assert do(tasks.NEWCOMERS_JOB) == [True]
    assert written()[2:] == ["ask Cat"]
    at("2026-11-05 08:31")
    start_all()
    assert do(tasks.NEWCOMERS_JOB) == []


def test_switched_off_nobody_is_asked_by_themselves(started, at):
    AgreementSettings.objects.create(school=started.school, ask_new_people=False)
    pupil(started.school, "Cy Cedar", "Cat Cedar", joined_on=date(2026, 11, 3))

    start_all()

    assert not Job.objects.filter(kind=tasks.NEWCOMERS_JOB).exists()
