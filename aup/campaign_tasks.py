"""Jobs of campaigns: asking and reminding in portions, and what each day brings. No rules here."""

from django.db import transaction
from django.utils import timezone

from aup.campaign_calendar import is_before_school, reminder_due
from aup.campaign_permissions import CAMPAIGNS
from aup.queries import campaigns as queries
from aup.queries import newcomers, settings_of
from aup.services import campaigns, rounds, starters
from esafety.access.actor import Actor
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.schools import queries as schools
from esafety.schools.models import School

NEWCOMERS_JOB = "agreement.newcomers"


@handler(queries.ASK_JOB, lease_seconds=120)
def ask(job: Job) -> None:
    """Ask everybody of a campaign, portion by portion, unless it is paused meanwhile."""
    by, pk, done = _clock(job.school_id), job.payload["campaign"], 0
    row = queries.campaigns().get(pk=pk)
    left = queries.to_ask(row, schools.local_today(row.school)).count()
    while asked := rounds.ask_some(campaign=pk, by=by):
        done += asked
        jobs.report_progress(job, percent=min(99, 100 * done // max(done, left)))


@handler(queries.REMIND_JOB, lease_seconds=120)
def remind(job: Job) -> None:
    """Remind everybody who has not answered, portion by portion."""
    by, after = _clock(job.school_id), 0
    facts = {"campaign": job.payload["campaign"], "day": job.payload["day"]}
    while (last := rounds.remind_some(**facts, after=after, by=by)) is not None:
        after = last
        jobs.report_progress(job, percent=50)


@handler(NEWCOMERS_JOB, lease_seconds=120, forgets_keys=True)
def ask_newcomers(job: Job) -> None:
    """Ask whoever has joined or moved up."""
    by, today = _clock(job.school_id), schools.local_today(job.school)
    for agreement, since in newcomers.asked_for_before(today):
        while starters.ask_newcomers(agreement=agreement, since=since, today=today, by=by):
            jobs.report_progress(job, percent=50)


@periodically
def close_run_out(school: School) -> None:
    """Close the campaigns whose last day is over."""
    for campaign in queries.run_out(schools.local_today(school)):
        campaigns.close(campaign=campaign, by=_clock(school.pk))


@periodically
def remind_on_the_days(school: School) -> None:
    """One job for each campaign and day of reminding, on school days once school has begun."""
    today = schools.local_today(school)
    for campaign in queries.reminding(today):
        day = reminder_due(campaign, schools.calendar_of(school), timezone.now())
        if day is not None:
            _enqueue(
                school,
                queries.REMIND_JOB,
                {"campaign": campaign.pk, "day": day},
                f"{campaign}:reminder:{day}",
            )


@periodically
def ask_who_joined(school: School) -> None:
    """One job when somebody has joined or moved up, once school's hour has come."""
    today, now = schools.local_today(school), timezone.now()
    if (
        is_before_school(schools.calendar_of(school), now)
        or not settings_of(school.pk).ask_new_people
    ):
        return
    for agreement, since in newcomers.asked_for_before(today):
        if newcomers.newcomers(agreement, since, today).exists():
            _enqueue(school, NEWCOMERS_JOB, {}, f"newcomers:{now:%Y%m%d%H%M}")
            return


def _enqueue(school: School, kind: str, payload: dict[str, int], once_key: str) -> None:
    with transaction.atomic():
        jobs.enqueue(kind=kind, school_id=school.pk, payload=payload, once_key=once_key)


def _clock(school_id: int) -> Actor:
    return Actor.for_system(CAMPAIGNS, school_id=school_id)
