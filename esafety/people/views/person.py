"""One person: their page, details, leaving and coming back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.audit import services as audit
from esafety.people import presenters, queries
from esafety.people.choices import Kind
from esafety.people.forms.person import LeaveForm, PersonForm
from esafety.people.services import joining


@permission(Permission.PEOPLE_VIEW)
def person(request, school, pk):
    """Details, parents and carers, children. No incident is shown here."""
    found = get_object_or_404(queries.people(), pk=pk)
    audit.record_read(by=request.actor, type="person.viewed", object=str(found))
    context = {
        "person": found,
        "facts": presenters.facts(found),
        "left": presenters.has_left(found),
        "is_pupil": found.kind == Kind.PUPIL,
        "guardians": queries.guardians_of(found),
        "children": queries.children_of(found),
        "may_manage": request.actor.can(Permission.PEOPLE_MANAGE),
        "reads_log": request.actor.can(Permission.INCIDENT_LOG),
    }
    return render(request, "people/person.html", context)


@permission(Permission.PEOPLE_MANAGE)
def add(request, school):
    """Choose what kind of person to add."""
    return render(request, "people/add.html", {"kinds": Kind.choices})


@permission(Permission.PEOPLE_MANAGE)
def add_kind(request, school, kind):
    """Add a person of one kind."""
    if kind not in Kind.values:
        raise Http404
    form = PersonForm(request.POST if request.method == "POST" else None, kind=kind)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            made = joining.add(by=request.actor, kind=kind, details=form.cleaned_data)
            messages.success(request, _("%(name)s is in the directory.") % {"name": made.name})
            return redirect(made)
    return render(request, "people/add_kind.html", {"form": form, "kind": Kind(kind)})


@permission(Permission.PEOPLE_MANAGE)
def edit(request, school, pk):
    """Correct a person's details."""
    found = get_object_or_404(queries.people(), pk=pk)
    data = request.POST if request.method == "POST" else None
    form = PersonForm(data, kind=found.kind, person=found)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            joining.change(person=found, by=request.actor, details=form.cleaned_data)
            messages.success(request, _("The details are saved."))
            return redirect(found)
    return render(request, "people/edit.html", {"form": form, "person": found})


@permission(Permission.PEOPLE_MANAGE)
def leave(request, school, pk):
    """Record that a person left."""
    found = get_object_or_404(queries.people(), pk=pk)
    button = _("Record that they left")
    form = LeaveForm(request.POST if request.method == "POST" else None, button=button)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            joining.leave(person=found, by=request.actor, **form.cleaned_data)
            messages.success(
                request, _("%(name)s is recorded as having left.") % {"name": found.name}
            )
            return redirect(found)
    return render(request, "people/leave.html", {"form": form, "person": found})


@permission(Permission.PEOPLE_MANAGE)
def come_back(request, school, pk):
    """Record that a person who left is here again, or never left."""
    found = get_object_or_404(queries.people(), pk=pk)
    if request.method == "POST":
        mistaken = "mistaken" in request.POST
        joining.come_back(person=found, by=request.actor, mistaken=mistaken)
        messages.success(request, _("%(name)s is here again.") % {"name": found.name})
        return redirect(found)
    context = {"person": found, "mistaken": [{"name": "mistaken", "value": "1"}]}
    return render(request, "people/come_back.html", context)
