"""Jobs of the guidance register: reminders of checks. No rules here."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.schools import queries as schools
from esafety.schools.models import School
from policies.guidance import queries
from policies.guidance.services import reminding

REMIND_JOB = "guidance.remind"


@periodically
def remind_of_checks(school: School) -> None:
    """One job for each day on which checks were due, on a school day once school has begun."""
    calendar, today = schools.calendar_of(school), schools.local_today(school)
    clock = timezone.now().astimezone(calendar.zone).time()
    if not calendar.is_school_day(today) or clock < calendar.day_starts:
        return
    for day in sorted({row.next_check_on for row in queries.overdue(today)}):
        with transaction.atomic():
            jobs.enqueue(
                kind=REMIND_JOB,
                school_id=school.pk,
                payload={"due": day.isoformat()},
                once_key=reminding.key_of(day),
            )


@handler(REMIND_JOB)
def remind(job: Job) -> None:
    """Tell who keeps the register."""
    by = Actor.for_system(reminding.CLOCK, school_id=job.school_id)
    reminding.remind(due_on=date.fromisoformat(job.payload["due"]), by=by)
