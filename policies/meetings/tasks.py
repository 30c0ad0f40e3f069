"""What each day brings for actions of meetings. No rules here."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.schools import queries as schools
from esafety.schools.models import School
from policies.meetings.services import acting

REMIND_JOB = "meeting.remind"
_FROM_HOUR = 7


@periodically
def remind_of_actions(school: School) -> None:
    """One job a day, from seven in the morning on the school's clock."""
    now = timezone.now().astimezone(ZoneInfo(school.timezone))
    if now.hour < _FROM_HOUR:
        return
    day = now.date().isoformat()
    with transaction.atomic():
        jobs.enqueue(
            kind=REMIND_JOB,
            school_id=school.pk,
            payload={"day": day},
            once_key=f"{REMIND_JOB}:{day}",
        )


@handler(REMIND_JOB, lease_seconds=120)
def remind(job: Job) -> None:
    """Remind whose step has come; a job of an earlier day is nothing."""
    today = schools.local_today(job.school)
    if date.fromisoformat(job.payload["day"]) == today:
        by = Actor.for_system("meetings", school_id=job.school_id)
        acting.remind_all(today=today, by=by)
