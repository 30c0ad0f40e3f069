"""Jobs of the registers: what each day brings, files, PDFs. No rules here."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.schools import queries as schools
from esafety.schools.models import School
from policies.registers import queries
from policies.registers.declared import registers
from policies.registers.services import importing, leavers, moving, printing, reminding

DAY_JOB = "register.day"
_FILES_KEPT = timedelta(hours=24)


@periodically
def begin_the_day(school: School) -> None:
    """One job for each day on the school's own calendar; a worker that was down makes the last."""
    day = schools.local_today(school).isoformat()
    with transaction.atomic():
        jobs.enqueue(kind=DAY_JOB, school_id=school.pk, once_key=f"{DAY_JOB}:{day}")


@handler(DAY_JOB, lease_seconds=300)
def look_at_the_day(job: Job) -> None:
    """End what is over, enter who has left, remind. Everything here may run twice."""
    by, today = _clock(job.school_id), schools.local_today(job.school)
    for entry in queries.over(today):
        moving.end(entry=entry, by=by)
    leavers.enter(today=today, by=by)
    for register in registers():
        reminding.remind(register=register, school=job.school, today=today, by=by)
        reminding.remind_of_weeks(register=register, school=job.school, today=today, by=by)


@handler(importing.IMPORT_JOB, lease_seconds=900)
def apply_import(job: Job) -> None:
    """Apply a confirmed file, as the member who confirmed it."""
    made = queries.file_numbered(job.payload["import"])
    jobs.report_progress(job, percent=20, words=_("Entering the rows"))
    try:
        importing.apply(made=made, by=schools.actor_of(made.made_by))
    except Refused:
        importing.stop(made=made, by=_clock(job.school_id))


@handler(printing.PRINT_JOB, lease_seconds=300, attempts=3, pdf=True)
def make_print(job: Job) -> None:
    """Make the PDF that was asked for; one that is gone needs nothing."""
    asked = queries.print_keyed(job.payload["print"])
    if asked is not None:
        printing.make(asked=asked, progress=partial(_show, job))


def _show(job: Job, percent: int, words: str) -> None:
    jobs.report_progress(job, percent=percent, words=words)


@periodically
def forget_old_copies(school: School) -> None:
    """Files that nobody confirmed within a day go, and PDFs after two days."""
    by = _clock(school.pk)
    importing.expire(by=by, before=timezone.now() - _FILES_KEPT)
    printing.remove_old(by=by)


def _clock(school_id: int) -> Actor:
    return Actor.for_system("registers", school_id=school_id)
