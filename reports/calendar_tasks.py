"""Jobs of a report's calendar: what is due is looked for about once a minute; no rules here."""

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.jobs.periodic import periodically
from esafety.jobs.registry import handler
from esafety.schools import queries as schools
from esafety.schools.models import School, Term
from reports import permissions, queries, turns
from reports.models import GovernorReport, Publication
from reports.services import reminding

BEGIN_JOB, TURN_JOB, UNREAD_JOB = "report.begin", "report.remind", "report.remind_to_read"


@periodically
def begin_reports(school: School) -> None:
    """On the first school day after a term, one job that begins its report."""
    if not _school_has_begun(school):
        return
    today = schools.local_today(school)
    term = schools.terms().filter(ends_on__lt=today).last()
    if term is None:
        return
    if turns.is_time_to_begin(turns.due_on(schools.calendar_of(school), term.ends_on), today):
        _enqueue(school, BEGIN_JOB, {"term": term.pk}, f"report.begin:{term.pk}")


@periodically
def remind_of_reports(school: School) -> None:
    """One job for each weekly reminder of a report that is not published, on school days."""
    if not _school_has_begun(school):
        return
    today, calendar = schools.local_today(school), schools.calendar_of(school)
    for report in queries.unfinished(today):
        number = turns.reminder(turns.due_on(calendar, report.term.ends_on), today)
        if number:
            facts = {"report": report.pk, "number": number}
            _enqueue(school, TURN_JOB, facts, f"report.turn:{report.pk}:{number}")


@periodically
def remind_governors(school: School) -> None:
    """One job 7 and one 14 days after each publication, for those who have not read it."""
    today, zone = schools.local_today(school), schools.calendar_of(school).zone
    for publication in queries.standing():
        step = turns.reading_step(publication.published_at.astimezone(zone).date(), today)
        if step:
            facts = {"publication": publication.pk, "step": step}
            _enqueue(school, UNREAD_JOB, facts, f"report.unread:{publication.pk}:{step}")


def _enqueue(school: School, kind: str, facts: dict[str, int], once_key: str) -> None:
    with transaction.atomic():
        jobs.enqueue(kind=kind, school_id=school.pk, payload=facts, once_key=once_key)


@handler(BEGIN_JOB)
def begin(job: Job) -> None:
    """Begin the report of one term."""
    term = Term.objects.filter(pk=job.payload["term"]).first()
    if term is not None:
        reminding.begin(term=term, by=_calendar(job))


@handler(TURN_JOB)
def remind_of_turn(job: Job) -> None:
    """Remind those whose turn one report is."""
    report = GovernorReport.objects.get(pk=job.payload["report"])
    reminding.remind_of_turn(report=report, number=job.payload["number"], by=_calendar(job))


@handler(UNREAD_JOB)
def remind_to_read(job: Job) -> None:
    """Remind the governors who have not read one publication."""
    publication = Publication.objects.select_related("report").get(pk=job.payload["publication"])
    reminding.remind_to_read(publication=publication, step=job.payload["step"], by=_calendar(job))


def _calendar(job: Job) -> Actor:
    return Actor.for_system(permissions.CALENDAR, school_id=job.school_id)


def _school_has_begun(school: School) -> bool:
    """Whether it is a school day and school has begun: nobody is written to at night."""
    calendar = schools.calendar_of(school)
    now = timezone.now().astimezone(calendar.zone)
    return calendar.is_school_day(now.date()) and now.time() >= calendar.day_starts
