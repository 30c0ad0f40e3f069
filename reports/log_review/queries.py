"""Reads about frozen logs. Everything starts from `visible_to`."""

from datetime import date

from django.db.models import QuerySet

from esafety.access.actor import Actor
from esafety.access.permissions import Permission as P
from esafety.jobs.models import Job
from incidents import queries as incidents
from policies.meetings import queries as meetings
from policies.meetings.choices import Kind
from policies.meetings.models import Meeting
from reports.log_review.models import LogReview, LogReviewPart

RIGHTS = (P.INCIDENT_EXPORT, P.INCIDENT_TRIAGE, P.MEETING_ATTEND)
"""Together these are the lead's, the safeguarding lead's, their deputies' and the head's."""


def may_read(actor: Actor) -> bool:
    """Whether the actor's roles open frozen logs at all."""
    return all(actor.can(right) for right in RIGHTS)


def visible_to(actor: Actor) -> QuerySet[LogReview]:
    """The frozen logs that exist for this actor, newest first and without their content: those in
    which they may still see every incident. Of the others nothing tells them."""
    rows = LogReview.objects.select_related("school", "meeting", "frozen_by__user")
    if not may_read(actor):
        return rows.none()
    seen = set(incidents.visible_to(actor).order_by().values_list("pk", flat=True))
    held = LogReview.objects.order_by().values_list("pk", "incidents")
    whole = [pk for pk, ids in held if seen.issuperset(ids)]
    return rows.filter(pk__in=whole).defer("content").order_by("-frozen_at", "-pk")


def to_freeze(actor: Actor) -> QuerySet[Meeting]:
    """The log review that was closed last, if this actor has not frozen the log at it: the log of
    an earlier one is gone."""
    rows = meetings.visible_to(actor).filter(kind=Kind.LOG_REVIEW, closed_at__isnull=False)
    last = rows.order_by("-closed_at", "-pk").first()
    if last is None or not may_read(actor):
        return rows.none()
    mine = LogReview.objects.filter(frozen_by=actor.membership_id).values("meeting")
    found: QuerySet[Meeting] = rows.filter(pk=last.pk).exclude(pk__in=mine)
    return found


def parts_of(review: LogReview) -> QuerySet[LogReviewPart]:
    """The PDFs of a frozen log in their order, without their bytes."""
    return LogReviewPart.objects.filter(review=review).order_by("number").defer("pdf")


def job_of(review: LogReview) -> Job | None:
    """The job that makes the PDF, as long as it is kept."""
    return Job.objects.filter(pk=review.job).first()


def held_between(actor: Actor, first: date, last: date) -> list[Meeting]:
    """The closed log reviews of a span of days, oldest first."""
    rows = meetings.visible_to(actor).filter(kind=Kind.LOG_REVIEW, closed_at__isnull=False)
    return list(rows.filter(day__range=(first, last)).order_by("day", "pk"))
