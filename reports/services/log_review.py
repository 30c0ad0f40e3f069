"""Freezing the log at a log review, making its PDF, and giving that to the few who may read it."""

import hashlib
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety import copies, pdf
from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from policies.meetings.models import Meeting
from reports.log_review import content, drawing, permissions
from reports.log_review.models import LogReview, LogReviewPart

JOB = "report.log_review"


@transaction.atomic
def freeze(*, meeting: Meeting, by: Actor) -> LogReview:
    """Freeze what this actor sees of the log now; its PDF is made by a job.

    Raises Refused for who may not, for a meeting that is not the last closed log review, and for a
    second time by the same member.
    """
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    permissions.check_can_freeze(by, row)
    now = timezone.now()
    review = LogReview(school=row.school, meeting=row, frozen_at=now)
    review.frozen_by_id = by.membership_id or 0
    review.content, review.incidents = content.read(row, by, now)
    review.sha256 = copies.digest(review.content)
    payload = {"review": str(review.key)}
    review.job = jobs.enqueue(kind=JOB, school_id=row.school_id, payload=payload).pk
    review.save(force_insert=True)
    audit.record(by=by, type="log_review.frozen", object=str(review), data=_facts(review))
    return review


def make(*, review: LogReview, progress: Callable[[int, str], None]) -> int:
    """Make the PDF of what was frozen, part after part; safe to run twice. How many parts it has.

    Raises PdfUnavailable where this machine makes none.
    """
    made = review.parts.count()
    if made:
        return made
    parts, bodies = drawing.parts(review), []
    for part in parts:
        words = {"number": part.number, "parts": len(parts)}
        progress(
            90 * (part.number - 1) // len(parts), _("Making part %(number)s of %(parts)s") % words
        )
        bodies.append(pdf.render(drawing.html(review, part, parts)))
    return _keep(review, [
        LogReviewPart(
            school_id=review.school_id, review=review, number=part.number,
            first_row=part.first_row, last_row=part.last_row, made_at=timezone.now(),
            pdf=body, sha256=hashlib.sha256(body).hexdigest(),
        )
        for part, body in zip(parts, bodies, strict=True)
    ])  # fmt: skip


@transaction.atomic
def _keep(review: LogReview, parts: list[LogReviewPart]) -> int:
    """Keep all parts together; those of another run that was quicker stay."""
    LogReview.objects.select_for_update().get(pk=review.pk)
    if not review.parts.exists():
        LogReviewPart.objects.bulk_create(parts)
        by = Actor.for_system("log-review", school_id=review.school_id)
        data = {"parts": len(parts)}
        audit.record(by=by, type="log_review.made", object=str(review), data=data)
    return len(parts)


@transaction.atomic
def opened(*, review: LogReview, by: Actor) -> LogReview:
    """Record that somebody opened the page of a frozen log."""
    permissions.check_can_open(by, review)
    audit.record(by=by, type="log_review.viewed", object=str(review))
    return review


@transaction.atomic
def open_pdf(*, part: LogReviewPart, by: Actor) -> bytes:
    """One part of the PDF, recorded as an event. Raises Refused unless its reader may still see
    every incident in it."""
    permissions.check_can_open(by, part.review)
    data = {"part": part.number, "sha256": part.sha256}
    audit.record(by=by, type="log_review.pdf_opened", object=str(part.review), data=data)
    return bytes(part.pdf)


def _facts(review: LogReview) -> dict[str, str]:
    return {"sha256": review.sha256, "meeting": str(review.meeting)}
