"""Days without school inside the terms, each on its own small page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools import presenters, queries
from esafety.schools.forms import ClosureForm
from esafety.schools.services import closures as service


@permission(Permission.SETTINGS_MANAGE)
def add_closure(request: HttpRequest, school: str) -> HttpResponse:
    """More days without school."""
    form = ClosureForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            service.add(by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, _("The days are added."))
            return redirect("schools:terms", school)
    return _edit(request, form, _("Add days without school"))


@permission(Permission.SETTINGS_MANAGE)
def edit_closure(request: HttpRequest, school: str, closure: int) -> HttpResponse:
    """Change days without school."""
    row = get_object_or_404(queries.closures(), pk=closure)
    now = {f: getattr(row, f) for f in ("kind", "label", "starts_on", "ends_on")}
    form = ClosureForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            service.change(by=request.actor, closure=row, **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, _("The days are saved."))
            return redirect("schools:terms", school)
    remove = reverse("schools:remove_closure", args=[school, row.pk])
    return _edit(request, form, _("Change days without school"), remove=remove)


@permission(Permission.SETTINGS_MANAGE)
def remove_closure(request: HttpRequest, school: str, closure: int) -> HttpResponse:
    """Ask once more, then remove the days."""
    row = get_object_or_404(queries.closures(), pk=closure)
    if request.method == "POST":
        service.remove(by=request.actor, closure=row)  # type: ignore[attr-defined]
        messages.success(request, _("The days are removed."))
        return redirect("schools:terms", school)
    context = {
        "title": _("Remove %(days)s?") % {"days": presenters.days(row.starts_on, row.ends_on)},
        "text": _("The weekdays among them count as school days again."),
        "button": _("Remove the days"),
        "back": reverse("schools:terms", args=[school]),
    }
    return render(request, "schools/confirm.html", context)


def _edit(request: HttpRequest, form: ClosureForm, title: str, remove: str = "") -> HttpResponse:
    back = reverse("schools:terms", args=[request.school.slug])  # type: ignore[attr-defined]
    context = {"form": form, "title": title, "back": back, "remove": remove}
    return render(request, "schools/edit.html", context)
