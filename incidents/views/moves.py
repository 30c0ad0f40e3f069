"""Moves from one state to another, each with its page; some need no more than one press."""

from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from incidents import chain
from incidents.forms import moves as forms
from incidents.services import closing, triage
from incidents.tasking import queries as tasking
from incidents.views import acting, pages

_TRIAGE = Permission.INCIDENT_TRIAGE


@permission(_TRIAGE)
def acknowledge(request, school, reference):
    """Say that the report has been read."""
    incident = pages.find(request, reference)
    form = forms.AcknowledgeForm(acting.posted(request))
    if acting.done(request, form, triage.acknowledge, incident=incident):
        return pages.back(request, incident, _("The report is acknowledged."))
    return pages.draw(request, incident, form, _("Acknowledge the report"))


@permission(_TRIAGE)
def start(request, school, reference):
    """Begin to investigate, or go back to it."""
    incident = pages.find(request, reference)
    form = forms.StartForm(acting.posted(request))
    if acting.done(request, form, triage.start, incident=incident):
        return pages.back(request, incident, _("The incident is under investigation."))
    return pages.draw(request, incident, form, _("Start investigating"))


@permission(_TRIAGE)
def begin_action(request, school, reference):
    """Say that action is in progress."""
    incident = pages.find(request, reference)
    form = forms.BeginActionForm(acting.posted(request))
    if acting.done(request, form, triage.begin_action, incident=incident):
        return pages.back(request, incident, _("Action is in progress."))
    return pages.draw(request, incident, form, _("Action in progress"))


@permission(_TRIAGE)
def close(request, school, reference):
    """Close with summary, investigation and outcome; the page starts with what is there."""
    incident = pages.find(request, reference)
    form = forms.CloseForm(acting.posted(request), initial=forms.CloseForm.start(incident))
    if acting.done(request, form, closing.close, incident=incident):
        return pages.back(request, incident, _("The incident is closed."))
    count = tasking.open_tasks_of(incident)
    return pages.draw(request, incident, form, _("Close the incident"), "close", open_tasks=count)


@permission(_TRIAGE)
def reopen(request, school, reference):
    """Open again, with the reason."""
    incident = pages.find(request, reference)
    form = forms.ReopenForm(acting.posted(request))
    if acting.done(request, form, closing.reopen, incident=incident):
        return pages.back(request, incident, _("The incident is open again."))
    return pages.draw(request, incident, form, _("Reopen the incident"))


@permission(_TRIAGE)
def not_incident(request, school, reference):
    """Set the report aside, with the reason."""
    incident = pages.find(request, reference)
    form = forms.NotIncidentForm(acting.posted(request))
    if acting.done(request, form, triage.mark_not_incident, incident=incident):
        return pages.back(request, incident, _("The report is marked as not an incident."))
    return pages.draw(request, incident, form, _("Not an incident"))


@permission(_TRIAGE)
def merge(request, school, reference):
    """Merge into another incident, and go there."""
    incident = pages.find(request, reference)
    form = forms.MergeForm(acting.posted(request))
    if row := acting.done(request, form, triage.merge, incident=incident):
        return pages.back(
            request, row.merged_into, _("The two incidents are merged into this one.")
        )
    return pages.draw(request, incident, form, _("Merge into another incident"), "merge")


@permission(_TRIAGE)
def handler(request, school, reference):
    """Choose who handles the case."""
    incident = pages.find(request, reference)
    members, initial = chain.may_handle(incident), {"handler": incident.handler_id}
    form = forms.HandlerForm(acting.posted(request), members=members, initial=initial)
    if acting.done(request, form, triage.choose_handler, incident=incident):
        return pages.back(request, incident, _("The handler is chosen."))
    return pages.draw(request, incident, form, _("Who handles it"))
