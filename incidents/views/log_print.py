"""The log on paper: a PDF made by a job and followed on its page, or a page for the browser."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from incidents.log import printing
from incidents.services import printing as prints
from incidents.views.log_asked import Asked, back_to_log, download


@permission(Permission.INCIDENT_EXPORT)
@require_POST
def log_print(request, school):
    """Ask for the PDF of the log as filtered."""
    asked = Asked(request)
    if not asked.is_sound or asked.text:
        return back_to_log(request)
    try:
        made = prints.request_print(
            school=request.school, filters=asked.filters.codes(), by=request.actor
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(asked.address())
    return redirect(made)


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def log_pdf(request, school, key):
    """How far the PDF is, and then the way to it: for the member who asked for it."""
    made = get_object_or_404(printing.prints_of(request.actor), key=key)
    context = {"print": made, "query": f"?{urlencode(made.filters)}", **_progress(made)}
    return render(request, "incidents/log/pdf.html", context)


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def log_pdf_state(request, school, key):
    made = get_object_or_404(printing.prints_of(request.actor), key=key)
    return JsonResponse(_progress(made))


def _progress(made: Any) -> dict[str, Any]:
    """The state of the print for the page and for the script that follows it."""
    if made.made_at or made.unavailable:
        return {"state": "done", "percent": 100, "words": _("Done")}
    if made.job is None:
        return {"state": "failed", "percent": 0, "words": _("It could not be made.")}
    words = made.job.progress_words or _("Waiting to begin")
    return {"state": made.job.state, "percent": made.job.percent, "words": words}


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def log_pdf_file(request, school, key):
    made = get_object_or_404(printing.prints_of(request.actor), key=key, made_at__isnull=False)
    return download(
        prints.open_pdf(asked=made, by=request.actor), "application/pdf", request, "pdf"
    )


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def log_paper(request, school):
    """The log as a page for printing from the browser, where no PDF can be made."""
    asked = Asked(request)
    if not asked.is_sound:
        return back_to_log(request)
    codes, searched = asked.filters.codes(), bool(asked.text)
    prints.record_paper(filters=codes, searched=searched, by=request.actor)
    shown = printing.content(
        asked.in_order(),
        asked.filters,
        asked.options,
        school=request.school,
        person=asked.form.person_name,
    )
    shown |= {"back": asked.address(), "printed_at": timezone.localtime()}
    return render(request, "incidents/log/paper.html", shown)
