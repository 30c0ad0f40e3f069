"""The settings page of the school's incident types."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from incidents import reading
from incidents.forms.types import TypeForm
from incidents.services import types as services

_MANAGE = Permission.SETTINGS_MANAGE


@permission(Permission.SETTINGS_VIEW)
def types(request, school):
    """The list, in the school's order; retired ones apart."""
    rows = list(reading.all_types())
    facts = {
        "offered": [one for one in rows if one.retired_at is None],
        "retired": [one for one in rows if one.retired_at is not None],
        "may_change": request.actor.can(_MANAGE),
    }
    return render(request, "incidents/types/types.html", facts)


@permission(_MANAGE)
def add_type(request, school):
    """Add a type at the end of the list."""
    data = request.POST if request.method == "POST" else None
    form = TypeForm(data, initial={"on_report": True})
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            added = services.add(by=request.actor, **form.cleaned_data)
            return _done(request, _("The type “%(name)s” is added.") % {"name": added.label})
    return _draw(request, form, _("Add a type"))


@permission(_MANAGE)
def change_type(request, school, pk):
    """Rename a type, or change its help, group and marks."""
    row = get_object_or_404(reading.all_types(), pk=pk)
    data = request.POST if request.method == "POST" else None
    form = TypeForm(data, initial=TypeForm.start(row))
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            services.change(type=row, by=request.actor, **form.cleaned_data)
            return _done(request, _("The type is changed."))
    return _draw(request, form, _("Change a type"), row=row)


@permission(_MANAGE)
@require_POST
def retire_type(request, school, pk):
    """Take a type off the form."""
    services.retire(type=get_object_or_404(reading.all_types(), pk=pk), by=request.actor)
    return _done(request, _("The type is retired."))


@permission(_MANAGE)
@require_POST
def bring_back_type(request, school, pk):
    """Offer a retired type again."""
    services.bring_back(type=get_object_or_404(reading.all_types(), pk=pk), by=request.actor)
    return _done(request, _("The type is back on the list."))


@permission(_MANAGE)
@require_POST
def move_type(request, school, pk):
    """One place up, or down."""
    row = get_object_or_404(reading.all_types(), pk=pk)
    services.reorder(type=row, by=request.actor, up="up" in request.POST)
    return redirect("incidents:types", request.school.slug)


def _done(request, sentence):
    messages.success(request, sentence)
    return redirect("incidents:types", request.school.slug)


def _draw(request, form, title, **context):
    back = reverse("incidents:types", args=[request.school.slug])
    facts = {"form": form, "title": title, "cancel_url": back, **context}
    return render(request, "incidents/types/form.html", facts)
