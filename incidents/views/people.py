"""Correcting who is involved, and saying that a typed name is another person."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from incidents import chain, reading, report_queries
from incidents.forms import people as forms
from incidents.services import identity, involvement
from incidents.views import pages

_TRIAGE = Permission.INCIDENT_TRIAGE


@permission(_TRIAGE)
def add_person(request, school, reference):
    """Add somebody, from the directory or by a typed name."""
    incident = pages.find(request, reference)
    data = request.POST if request.method == "POST" else None
    form = forms.PersonForm(data, search_url=reverse("people:search", args=[school]))
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            involvement.add_person(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("The person is added."), "people")
    return pages.draw(request, incident, form, _("Add a person"))


@permission(_TRIAGE)
def change_person(request, school, reference, number):
    """Correct kind, part or contact; say who in the directory a typed name is."""
    incident = pages.find(request, reference)
    row = _row(incident, number)
    found = [] if row.person_id else report_queries.find_people(row.typed_name)
    data = request.POST if request.method == "POST" else None
    form = forms.ChangePersonForm(data, candidates=found, initial=forms.ChangePersonForm.start(row))
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            involvement.change_person(involved=row, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("The record is corrected."), "people")
    return pages.draw(request, incident, form, _("Correct a person"), "person", row=row)


@permission(_TRIAGE)
def remove_person(request, school, reference, number):
    """Take somebody off the record and the log."""
    incident = pages.find(request, reference)
    row = _row(incident, number)
    form = forms.RemovePersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            involvement.remove_person(involved=row, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("The person is off the record."), "people")
    return pages.draw(request, incident, form, _("Take a person off the record"), "person", row=row)


@permission(_TRIAGE)
def clear(request, school, reference, number):
    """Say that a typed name is another person than a member of staff."""
    incident = pages.find(request, reference)
    row = _row(incident, number, removed=True)
    members = chain.may_be_anybody(incident).get(row.pk, [])
    form = forms.ClearForm(request.POST if request.method == "POST" else None, members=members)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            identity.clear(involved=row, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("It is said to be another person."), "people")
    return pages.draw(request, incident, form, _("Is it another person?"), "person", row=row)


def _row(incident, number, *, removed=False):
    """The nth person of the incident; one who was taken off it only where `removed` says so."""
    row = reading.involved_at(incident, number)
    if row is None or (row.removed_at and not removed):
        raise Http404
    return row
