"""A person's chronology: the page, what is masked before printing, and the PDF made by a job."""

from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.jobs.following import of_print
from esafety.people import presenters as people
from esafety.schools import queries as schools
from incidents import reading
from incidents.chronology import forms, presenters, printing, queries, services

_EXPORT = Permission.INCIDENT_EXPORT


@permission(Permission.INCIDENT_LOG)
@require_safe
def chronology(request, school, pk):
    """Everything on record about one person, as far as the reader may see it."""
    person = _person(request, pk)
    form = forms.FilterForm(request.GET, types=list(reading.all_types()))
    services.record_view(person=person, by=request.actor)
    facts = {
        "person": person,
        "detail": people.detail(person),
        "form": form,
        "query": _query(form.filters),
        "may_print": request.actor.can(_EXPORT),
        **vars(printing.whole(request.actor, person, form.filters)),
    }
    return render(request, "incidents/chronology/chronology.html", facts)


@permission(_EXPORT)
def chronology_print(request, school, pk):
    """Look at what is masked, add words, then ask for the PDF."""
    person = _person(request, pk)
    filters = forms.FilterForm(request.GET, types=list(reading.all_types())).filters
    form = forms.MaskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and "make" in request.POST:
        with refusals_shown_on(form):
            given = {"filters": filters, **form.choices}
            return redirect(services.request_print(person=person, by=request.actor, **given))
    services.record_view(person=person, by=request.actor)
    shown = printing.masked(request.actor, person, filters, **form.choices)
    facts = {"person": person, "form": form, "query": _query(filters), **_masked(shown, form)}
    return render(request, "incidents/chronology/print.html", facts)


def _masked(shown, form):
    """What became of whom, for the reader to check before it is printed."""
    return {
        "changed": presenters.changed(shown.masker),
        "small": presenters.small(shown.masker, form.choices["small"]),
        "report": shown.masker.report,
        "nearly": shown.masker.nearly(),
        "pupils": shown.masker.pupils(),
        **vars(shown.chronology),
    }


@permission(_EXPORT)
@require_safe
def chronology_pdf(request, school, key):
    """How far the PDF is, and then the way to it: for the member who asked for it."""
    made = _print(request, key)
    context = {"print": made, "person": made.person, "job": of_print(made, request.actor)}
    return render(request, "incidents/chronology/pdf.html", context)


@permission(_EXPORT)
@require_safe
def chronology_pdf_state(request, school, key):
    return JsonResponse(of_print(_print(request, key), request.actor).as_json())


@permission(_EXPORT)
@require_safe
def chronology_pdf_file(request, school, key):
    """The PDF, named after the school and the day, never after a person."""
    made = get_object_or_404(queries.prints_of(request.actor), key=key, made_at__isnull=False)
    body = services.open_pdf(asked=made, by=request.actor)
    day = schools.local_today(request.school).isoformat()
    headers = {
        "Content-Disposition": f'attachment; filename="chronology-{school}-{day}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(body, content_type="application/pdf", headers=headers)


@permission(_EXPORT)
@require_safe
def chronology_paper(request, school, key):
    """The masked chronology as a page for printing, where no PDF could be made."""
    made = get_object_or_404(queries.prints_of(request.actor), key=key, unavailable=True)
    shown = services.open_page(asked=made, by=request.actor)
    return render(request, "incidents/chronology/paper.html", shown)


def _person(request, pk):
    return get_object_or_404(queries.people_for(request.actor), pk=pk)


def _print(request, key):
    return get_object_or_404(queries.prints_of(request.actor), key=key)


def _query(filters: queries.Filters) -> str:
    codes = filters.codes()
    return f"?{urlencode(codes)}" if codes else ""
