"""Posters for the wall: choosing one, and its PDF."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from esafety import pdf
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from incidents.concerns import posters
from incidents.concerns.services import posters as services


@permission(Permission.SETTINGS_VIEW)
@require_safe
def poster(request, school):
    """Which poster: one for each key stage, one for parents and visitors."""
    address = posters.address(request.school)
    return _choose(request, posters.is_local(address), unavailable=not pdf.is_available())


@permission(Permission.SETTINGS_VIEW)
@require_safe
def poster_pdf(request, school, stage):
    """One poster as a PDF; that it was made is recorded."""
    if stage not in posters.STAGES:
        raise Http404
    try:
        made = posters.pdf_of(request.school, stage, schools.local_today(request.school))
    except pdf.PdfUnavailable:
        return _choose(request, unavailable=True)
    services.made(stage=stage, by=request.actor)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{school}-concern-{stage}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _choose(request, is_local=False, *, unavailable):
    context = {
        "stages": posters.STAGES.values(),
        "address": posters.address(request.school),
        "is_local": is_local,
        "unavailable": unavailable,
    }
    return render(request, "incidents/concerns/poster.html", context)
