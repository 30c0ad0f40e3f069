"""A school's terms, each on its own small page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools import presenters, queries
from esafety.schools.forms import TermForm
from esafety.schools.services import terms as service


@permission(Permission.SETTINGS_VIEW)
def terms(request: HttpRequest, school: str) -> HttpResponse:
    """Terms and the days without school inside them."""
    today = queries.local_today(request.school)  # type: ignore[attr-defined]
    rows = [(t, presenters.days(t.starts_on, t.ends_on)) for t in queries.terms()]
    context = {
        "side_nav": presenters.side_nav(request),
        "terms": rows,
        "closures": [(c, presenters.days(c.starts_on, c.ends_on)) for c in queries.closures()],
        "nothing_ahead": not any(term.ends_on >= today for term, _days in rows),
        "may_change": request.actor.can(Permission.SETTINGS_MANAGE),  # type: ignore[attr-defined]
    }
    return render(request, "schools/terms.html", context)


@permission(Permission.SETTINGS_MANAGE)
def add_term(request: HttpRequest, school: str) -> HttpResponse:
    """One more term."""
    form = TermForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            service.add(by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, _("The term is added."))
            return redirect("schools:terms", school)
    return _edit(request, form, _("Add a term"))


@permission(Permission.SETTINGS_MANAGE)
def edit_term(request: HttpRequest, school: str, term: int) -> HttpResponse:
    """Change which term it is, or its days."""
    row = get_object_or_404(queries.terms(), pk=term)
    now = {f: getattr(row, f) for f in ("academic_year", "number", "starts_on", "ends_on")}
    form = TermForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            service.change(by=request.actor, term=row, **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, _("The term is saved."))
            return redirect("schools:terms", school)
    remove = reverse("schools:remove_term", args=[school, row.pk])
    return _edit(request, form, _("Change a term"), remove=remove)


@permission(Permission.SETTINGS_MANAGE)
def remove_term(request: HttpRequest, school: str, term: int) -> HttpResponse:
    """Ask once more, then remove the term."""
    row = get_object_or_404(queries.terms(), pk=term)
    if request.method == "POST":
        service.remove(by=request.actor, term=row)  # type: ignore[attr-defined]
        messages.success(request, _("The term is removed."))
        return redirect("schools:terms", school)
    context = {
        "title": _("Remove the term %(term)s?") % {"term": row},
        "text": _("Figures for this term can then no longer be made."),
        "button": _("Remove the term"),
        "back": reverse("schools:terms", args=[school]),
    }
    return render(request, "schools/confirm.html", context)


def _edit(request: HttpRequest, form: TermForm, title: str, remove: str = "") -> HttpResponse:
    back = reverse("schools:terms", args=[request.school.slug])  # type: ignore[attr-defined]
    context = {"form": form, "title": title, "back": back, "remove": remove}
    return render(request, "schools/edit.html", context)
