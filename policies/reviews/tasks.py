"""Jobs of reviews and of reading. What is due is looked for about once a minute; no rules here."""

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.schools import queries as schools
from esafety.schools.models import School
from policies.reviews import permissions
from policies.reviews.followers import ASK_JOB
from policies.reviews.queries import reading as readings
from policies.reviews.queries import reminding as reviews
from policies.reviews.services import reading, reminding

REMIND_JOB = "review.remind"


@periodically
def remind_of_reviews(school: School) -> None:
    """One job for each reminder whose day has come, on school days once school has begun."""
    if not _school_has_begun(school):
        return
    for policy, on, due in reviews.due(schools.local_today(school)):
        with transaction.atomic():
            jobs.enqueue(
                kind=REMIND_JOB,
                school_id=school.pk,
                payload={"policy": policy},
                once_key=f"review:{policy}:{on.isoformat()}:{due.step}",
            )


@periodically
def ask_readers(school: School) -> None:
    """One job each school day: who joined is asked, who has not read is reminded."""
    if _school_has_begun(school):
        with transaction.atomic():
            jobs.enqueue(
                kind=ASK_JOB,
                school_id=school.pk,
                payload={},
                once_key=f"reading:{schools.local_today(school).isoformat()}",
            )


@handler(REMIND_JOB)
def remind(job: Job) -> None:
    """Send one reminder."""
    by = Actor.for_system(permissions.REMINDING, school_id=job.school_id)
    reminding.remind(policy=job.payload["policy"], by=by)


@handler(ASK_JOB, lease_seconds=300)
def ask(job: Job) -> None:
    """Ask and remind whoever has not read, one thing after the other."""
    by = Actor.for_system(permissions.READING, school_id=job.school_id)
    for item, members in readings.lacking(schools.local_today(job.school)):
        reading.ask(item=item, members=members, by=by)
        jobs.report_progress(job, percent=50)


def _school_has_begun(school: School) -> bool:
    """Whether it is a school day and school has begun: nobody is written to at night."""
    calendar = schools.calendar_of(school)
    now = timezone.now().astimezone(calendar.zone)
    return calendar.is_school_day(now.date()) and now.time() >= calendar.day_starts
