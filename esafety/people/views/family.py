"""A pupil's parents and carers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.people import queries
from esafety.people.forms.family import GuardianForm, TieForm
from esafety.people.services import guardians


@permission(Permission.PEOPLE_MANAGE)
def guardian_add(request, school, pk):
    """Record a parent or carer of this pupil."""
    child = get_object_or_404(queries.pupils(), pk=pk)
    search_url = reverse("people:search", args=[school])
    form = GuardianForm(request.POST if request.method == "POST" else None, search_url=search_url)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            guardians.add(by=request.actor, child=child, **form.facts())
            messages.success(request, _("The parent or carer is recorded."))
            return redirect(child)
    return render(request, "people/guardian_add.html", {"form": form, "child": child})


@permission(Permission.PEOPLE_MANAGE)
def guardian_edit(request, school, pk):
    """Correct the relationship or parental responsibility."""
    tie = get_object_or_404(queries.guardianships(), pk=pk)
    initial = {
        "relationship": tie.relationship,
        "parental_responsibility": tie.parental_responsibility,
    }
    form = TieForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            guardians.change(guardianship=tie, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The change is saved."))
            return redirect(tie.child)
    return render(request, "people/guardian_edit.html", {"form": form, "tie": tie})


@permission(Permission.PEOPLE_MANAGE)
def guardian_end(request, school, pk):
    """End the tie between a parent or carer and a child, today."""
    tie = get_object_or_404(queries.guardianships(), pk=pk)
    if request.method == "POST":
        guardians.end(guardianship=tie, by=request.actor)
        messages.success(request, _("The parent or carer is ended from today."))
        return redirect(tie.child)
    return render(request, "people/guardian_end.html", {"tie": tie})
