"""Moves from one state to another, each with its page; some need no more than one press."""

from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from incidents import chain
from incidents.forms import moves as forms
from incidents.services import closing, triage
from incidents.tasking import queries as tasking
from incidents.views import pages

_TRIAGE = Permission.INCIDENT_TRIAGE


@permission(_TRIAGE)
def acknowledge(request, school, reference):
    """Say that the report has been read."""
    incident = pages.find(request, reference)
    form = forms.AcknowledgeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            triage.acknowledge(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("The report is acknowledged."))
    return pages.draw(request, incident, form, _("Acknowledge the report"))


@permission(_TRIAGE)
def start(request, school, reference):
    """Begin to investigate, or go back to it."""
    incident = pages.find(request, reference)
    form = forms.StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            triage.start(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("The incident is under investigation."))
    return pages.draw(request, incident, form, _("Start investigating"))


@permission(_TRIAGE)
def begin_action(request, school, reference):
    """Say that action is in progress."""
    incident = pages.find(request, reference)
    form = forms.BeginActionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            triage.begin_action(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("Action is in progress."))
    return pages.draw(request, incident, form, _("Action in progress"))


@permission(_TRIAGE)
def close(request, school, reference):
    """Close with summary, investigation and outcome; the page starts with what is there."""
    incident = pages.find(request, reference)
    data = request.POST if request.method == "POST" else None
    form = forms.CloseForm(data, initial=forms.CloseForm.start(incident))
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            closing.close(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("The incident is closed."))
    count = tasking.open_tasks_of(incident)
    return pages.draw(request, incident, form, _("Close the incident"), "close", open_tasks=count)


@permission(_TRIAGE)
def reopen(request, school, reference):
    """Open again, with the reason."""
    incident = pages.find(request, reference)
    form = forms.ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            closing.reopen(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("The incident is open again."))
    return pages.draw(request, incident, form, _("Reopen the incident"))


@permission(_TRIAGE)
def not_incident(request, school, reference):
    """Set the report aside, with the reason."""
    incident = pages.find(request, reference)
    form = forms.NotIncidentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            triage.mark_not_incident(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("The report is marked as not an incident."))
    return pages.draw(request, incident, form, _("Not an incident"))


@permission(_TRIAGE)
def merge(request, school, reference):
    """Merge into another incident, and go there."""
    incident = pages.find(request, reference)
    form = forms.MergeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            row = triage.merge(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(
                request, row.merged_into, _("The two incidents are merged into this one.")
            )
    return pages.draw(request, incident, form, _("Merge into another incident"), "merge")


@permission(_TRIAGE)
def handler(request, school, reference):
    """Choose who handles the case."""
    incident = pages.find(request, reference)
    data = request.POST if request.method == "POST" else None
    form = forms.HandlerForm(
        data, members=chain.may_handle(incident), initial={"handler": incident.handler_id}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            triage.choose_handler(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("The handler is chosen."))
    return pages.draw(request, incident, form, _("Who handles it"))
