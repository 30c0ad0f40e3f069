"""The guidance register: the list, one entry, and keeping it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from esafety import spreadsheets
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools import queries as schools
from policies.guidance import forms, hooks, presenters, queries
from policies.guidance.services import keeping

_READ, _KEEP = Permission.POLICY_ACKNOWLEDGE, Permission.GUIDANCE_KEEP


@permission(_READ)
def guidance(request, school):
    """The whole register or what was searched for in it."""
    form = forms.SearchForm(request.GET or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    rows = queries.search(queries.kept(request.actor), words)
    entries = queries.entries(rows, schools.local_today(request.school))
    keeps = request.actor.can(_KEEP)
    context = {"entries": entries, "form": form, "words": words, "keeps": keeps}
    return render(request, "guidance/guidance.html", context)


@permission(_READ)
def guidance_csv(request, school):
    """The register as a CSV file."""
    rows = queries.entries(queries.kept(request.actor), schools.local_today(request.school))
    body = spreadsheets.csv_bytes(presenters.head(), presenters.csv_rows(rows))
    answer = HttpResponse(body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{school}-guidance.csv"'
    return answer


@permission(_READ)
def entry(request, school, code):
    """One entry with its editions and checks."""
    row = _find(request, code)
    [one] = queries.entries(
        queries.visible_to(request.actor).filter(pk=row.pk), schools.local_today(request.school)
    )
    context = {
        "entry": one,
        "facts": presenters.facts(one),
        "editions": queries.editions_of(row),
        "checks": queries.checks_of(row),
        "cited": hooks.cited_in(row.code),
        "keeps": request.actor.can(_KEEP) and row.retired_at is None,
    }
    return render(request, "guidance/entry.html", context)


@permission(_KEEP)
def add(request, school):
    """A text with its first edition."""
    form = forms.AddForm(_posted(request))
    if form.is_valid():
        with refusals_shown_on(form):
            row = keeping.add(by=request.actor, **form.cleaned_data)
            return _done(request, row, _("It is in the register."))
    return _draw(request, form, _("Add a text to the register"))


@permission(_KEEP)
def change(request, school, code):
    """Corrections of an entry."""
    row = _find(request, code)
    start = {name: getattr(row, name) for name in forms.ChangeForm.base_fields}
    form = forms.ChangeForm(_posted(request), initial=start)
    if form.is_valid():
        with refusals_shown_on(form):
            keeping.change(guidance=row, by=request.actor, **form.cleaned_data)
            return _done(request, row, _("The entry is changed."))
    return _draw(request, form, _("Change the entry"), row)


@permission(_KEEP)
def add_edition(request, school, code):
    """An edition that takes the place of the newest."""
    row = _find(request, code)
    form = forms.EditionForm(_posted(request))
    if form.is_valid():
        with refusals_shown_on(form):
            keeping.add_edition(guidance=row, by=request.actor, **form.cleaned_data)
            return _done(
                request,
                row,
                _("The edition is added. A review is called of each policy that cites it."),
            )
    return _draw(request, form, _("Add a new edition"), row)


@permission(_KEEP)
def check(request, school, code):
    """That somebody looked for a newer edition."""
    row = _find(request, code)
    form = forms.CheckForm(_posted(request))
    if form.is_valid():
        with refusals_shown_on(form):
            keeping.note_check(guidance=row, by=request.actor, **form.cleaned_data)
            return _done(request, row, _("The check is noted."))
    return _draw(request, form, _("I have looked for a newer edition"), row)


@permission(_KEEP)
def retire(request, school, code):
    """Take an entry out, confirmed."""
    row = _find(request, code)
    form = forms.RetireForm(_posted(request))
    if form.is_valid():
        with refusals_shown_on(form):
            keeping.retire(guidance=row, by=request.actor)
            messages.success(request, _("It is out of the register. Its editions are kept."))
            return redirect("guidance:guidance", school)
    return _draw(request, form, _("Take it out of the register"), row)


def _find(request, code):
    return get_object_or_404(queries.visible_to(request.actor), code=code)


def _posted(request):
    return request.POST if request.method == "POST" else None


def _done(request, row, words):
    messages.success(request, words)
    return redirect(row.get_absolute_url())


def _draw(request, form, title, row=None):
    back = row.get_absolute_url() if row else "../"
    context = {"form": form, "title": title, "back": back, "cancel_url": back}
    return render(request, "schools/edit.html", context)
