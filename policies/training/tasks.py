"""What each day brings for training. No rules here."""

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
from policies.training.services import reminding

REMIND_JOB = "training.remind"
_FROM_HOUR = 7


@periodically
def remind_of_training(school: School) -> None:
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


@handler(REMIND_JOB, lease_seconds=300)
def remind(job: Job) -> None:
    """Remind everybody for whom a step has come. A job that was left over from an earlier day is
    nothing: the job of today says what stands today."""
    today = schools.local_today(job.school)
    if date.fromisoformat(job.payload["day"]) == today:
        by = Actor.for_system("training", school_id=job.school_id)
        reminding.remind_all(today=today, by=by)
