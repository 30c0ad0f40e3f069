"""The log on paper: a PDF made by a job and followed on its page, or a page for the browser."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.jobs.following import of_print
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
    parts, query = printing.parts_of(made), f"?{urlencode(made.filters)}"
    job = of_print(made, request.actor)
    context = {"print": made, "parts": list(parts), "query": query, "job": job}
    return render(request, "incidents/log/pdf.html", context)


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def log_pdf_state(request, school, key):
    made = get_object_or_404(printing.prints_of(request.actor), key=key)
    return JsonResponse(of_print(made, request.actor).as_json())


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def log_pdf_file(request, school, key, number):
    """One part of it."""
    mine = get_object_or_404(printing.prints_of(request.actor), key=key, made_at__isnull=False)
    part = get_object_or_404(printing.parts_of(mine), number=number)
    body = prints.open_pdf(part=part, by=request.actor)
    several = printing.parts_of(mine).count() > 1
    ending = f"part-{number}.pdf" if several else "pdf"
    return download(body, "application/pdf", request, ending)


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
