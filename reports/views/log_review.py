"""Frozen logs: the list, one of them, its PDF in parts, and the act of freezing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.jobs.models import JobState
from reports.log_review import drawing, queries
from reports.services import log_review as services

_READ = Permission.INCIDENT_EXPORT


@permission(_READ)
@never_cache
@require_safe
def log_reviews(request, school):
    """The frozen logs that exist for the reader, newest first, and what they can freeze now."""
    context = {
        "reviews": list(queries.visible_to(request.actor)),
        "to_freeze": queries.to_freeze(request.actor).first(),
    }
    return render(request, "reports/log_reviews.html", context)


@permission(_READ)
@require_POST
def freeze_log(request, school, number):
    """Freeze the log at a closed log review, as this member sees it now."""
    meeting = get_object_or_404(queries.to_freeze(request.actor), pk=number)
    try:
        review = services.freeze(meeting=meeting, by=request.actor)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("reports:log_reviews", school)
    messages.success(request, _("The log is frozen as you see it now."))
    return redirect(review)


@permission(_READ)
@never_cache
@require_safe
def log_review(request, school, key):
    """One frozen log: the meeting, what was open and overdue, and its PDF."""
    found = get_object_or_404(queries.visible_to(request.actor), key=key)
    services.opened(review=found, by=request.actor)
    parts = list(queries.parts_of(found))
    context = {**drawing.shown(found), "parts": parts, **_progress(found, bool(parts))}
    return render(request, "reports/log_review.html", context)


@permission(_READ)
@require_safe
def log_review_state(request, school, key):
    """How far the PDF is, for the page's script."""
    found = get_object_or_404(queries.visible_to(request.actor), key=key)
    return JsonResponse(_progress(found, queries.parts_of(found).exists()))


@permission(_READ)
@require_safe
def log_review_file(request, school, key, number):
    """One part of the PDF, named after the school and the day of the meeting."""
    found = get_object_or_404(queries.visible_to(request.actor), key=key)
    part = get_object_or_404(queries.parts_of(found), number=number)
    body = services.open_pdf(part=part, by=request.actor)
    name = f"log-review-{school}-{found.meeting.day.isoformat()}-part-{number}.pdf"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _progress(review: Any, made: bool) -> dict[str, Any]:
    """How far the PDF is, for the page and for its script."""
    if made:
        return {"state": "done", "percent": 100, "words": _("Done")}
    job = queries.job_of(review)
    if job is None or job.state == JobState.DONE:
        return {"state": "failed", "percent": 0, "words": _("It could not be made.")}
    words = job.progress_words or _("Waiting to begin")
    return {"state": job.state, "percent": job.percent, "words": words}
