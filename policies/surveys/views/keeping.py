"""Keeping surveys: the list, one survey with its results, its days."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from esafety import pdf
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, refusals_shown_on
from policies import listing
from policies.surveys import presenters, queries, sheets
from policies.surveys.choices import Audience, State
from policies.surveys.forms import DaysForm, SurveyForm
from policies.surveys.services import running

_KEEP = Permission.SURVEY_MANAGE


@permission(_KEEP)
@require_safe
def surveys(request, school):
    """Every survey with its state and days."""
    rows = [(s, presenters.tone(s.state)) for s in queries.listed(request.actor)]
    context = {"rows": rows, "audiences": Audience.choices}
    return render(request, "surveys/surveys.html", context)


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def new_survey(request, school):
    """Prepare a survey."""
    form = SurveyForm(request.POST) if request.method == "POST" else SurveyForm()
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            row = running.make(by=request.actor, **form.cleaned_data)
            messages.success(request, _("The survey is prepared. Read what it asks, then open it."))
            return redirect(row)
    back = reverse("surveys:surveys", args=[school])
    context = {"form": form, "title": _("Prepare a survey"), "back": back}
    return render(request, "surveys/edit.html", context)


@permission(_KEEP)
@never_cache
@require_safe
def survey(request, school, number):
    """One survey: what it asks, its address, and its results once it is closed."""
    row = _found(request, number)
    return _page(request, row)


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def change_survey(request, school, number):
    """Other days."""
    row = _found(request, number)
    facts = {"opens_on": row.opens_on, "closes_on": row.closes_on}
    form = DaysForm(request.POST) if request.method == "POST" else DaysForm(initial=facts)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            running.change_days(survey=row, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The days are changed."))
            return redirect(row)
    context = {"form": form, "title": _("Change the days"), "back": row.get_absolute_url()}
    return render(request, "surveys/edit.html", context)


@permission(_KEEP)
@require_POST
def open_survey(request, school, number):
    """Open it: its questions are frozen."""
    return _done(request, number, running.open_, _("The survey is open."))


@permission(_KEEP)
@require_POST
def close_survey(request, school, number):
    """Close it before its last day is over."""
    return _done(request, number, running.close, _("The survey is closed."))


@permission(_KEEP)
@require_POST
def drop_survey(request, school, number):
    """Forget one that was never opened."""
    row = _found(request, number)
    try:
        running.drop(survey=row, by=request.actor)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(row)
    messages.success(request, _("The survey is dropped."))
    return redirect("surveys:surveys", school)


@permission(_KEEP)
@require_safe
def survey_sheet(request, school, number):
    """The sheet with the address and its QR code, as a PDF; that it was made is recorded."""
    row = _found(request, number)
    if row.state == State.CLOSED:
        raise Http404
    try:
        body = sheets.pdf_of(row)
    except pdf.PdfUnavailable:
        return _page(request, row, unavailable=True)
    running.taken_out(survey=row, type="survey.sheet_made", by=request.actor)
    return _file(body, "application/pdf", f"{school}-survey-{row.code}.pdf")


@permission(_KEEP)
@never_cache
@require_safe
def survey_file(request, school, number, format):
    """The results as a file, suppressed as on the page; that it was taken out is recorded."""
    row = _found(request, number)
    results = queries.results_of(row)
    if not results.enough or format not in listing.FORMATS:
        raise Http404
    try:
        body = listing.body(presenters.file_of(row, results), format, request.school)
    except pdf.PdfUnavailable:
        return _page(request, row, unavailable=True)
    running.taken_out(survey=row, type="survey.exported", by=request.actor)
    return _file(body, listing.FORMATS[format], f"{school}-survey-{row.code}.{format}")


def _page(request, row, *, unavailable=False):
    results, address = queries.results_of(row), sheets.address(row)
    asked = row.paper.asked() if row.opened_at else queries.questions(row.audience).values()
    context = {
        "survey": row,
        "tone": presenters.tone(row.state),
        "address": address,
        "is_local": sheets.is_local(address),
        "unavailable": unavailable,
        "asked": asked,
        "about": queries.about(row),
        "results": results,
        "told": presenters.questions(results),
        "tally": queries.tally_of(row),
    }
    return render(request, "surveys/survey.html", context)


def _done(request, number, act, sentence):
    row = _found(request, number)
    try:
        act(survey=row, by=request.actor)
        messages.success(request, sentence)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(row)


def _found(request, number):
    return get_object_or_404(queries.visible_to(request.actor), pk=number)


def _file(body, kind, name):
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
