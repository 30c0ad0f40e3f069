"""One incident's record (Appendix I): the page itself, and what is written on it."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.schools import queries as schools
from incidents import chain, clocks, presenters, reading, record_parts
from incidents.forms import record as forms
from incidents.forms.moves import SummaryForm
from incidents.services import record as services
from incidents.steps import steps
from incidents.tasking import queries as tasking
from incidents.views import pages

_TRIAGE = Permission.INCIDENT_TRIAGE


@permission(Permission.INCIDENT_CASE)
def record(request, school, reference):
    """The whole record. Opening it is itself recorded."""
    incident = get_object_or_404(reading.records(request.actor), reference=pages.exact(reference))
    audit.record_read(by=request.actor, type="incident.viewed", object=incident.audit_ref)
    notices.opened(by=request.actor, object=incident.audit_ref)
    calendar, now = schools.calendar_of(request.school), timezone.now()
    maybe, labels = chain.may_be(incident), reading.labels_of_types()
    facts = presenters.page(incident, maybe=maybe, labels=labels)
    facts["parts"] = record_parts.parts(incident, request.actor)
    facts["contents"] = presenters.contents(facts["parts"])
    limits = tasking.settings_of(request.school)
    facts["clock"] = clocks.clock_of(incident, calendar, now, limits)
    facts["since"] = clocks.since_reported(incident, calendar, now)
    facts["reads_log"] = request.actor.can(Permission.INCIDENT_LOG)
    facts["may_copy"] = request.actor.can(Permission.INCIDENT_EXPORT)
    facts["steps"] = steps(incident, request.actor)
    facts["merged_into"] = reading.merged_into(incident, request.actor)
    return render(request, "incidents/record/record.html", facts)


@permission(Permission.INCIDENT_CASE)
def add_note(request, school, reference):
    """Add a note to the chronology."""
    incident = pages.find_to_write(request, reference)
    data = request.POST if request.method == "POST" else None
    form = forms.NoteForm(data, initial=forms.Moment.start())
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            services.add_note(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("The note is added."), "chronology")
    return pages.draw(request, incident, form, _("Add a note"))


@permission(Permission.INCIDENT_CASE)
def add_actions(request, school, reference):
    """Tick the immediate actions of Appendix I that were taken, all on one page."""
    incident = pages.find_to_write(request, reference)
    form = forms.ActionsForm(
        request.POST if request.method == "POST" else None, who=request.actor.display_name
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            services.add_actions(incident=incident, by=request.actor, taken=form.taken)
            return pages.back(request, incident, _("The actions are recorded."), "actions")
    return pages.draw(request, incident, form, _("Record actions taken"), "actions_form")


@permission(_TRIAGE)
def summary(request, school, reference):
    """Write summary, investigation and outcome, whole or in part."""
    incident = pages.find(request, reference)
    data = request.POST if request.method == "POST" else None
    form = SummaryForm(data, initial=SummaryForm.start(incident))
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            services.write_summary(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("The summary is saved."))
    return pages.draw(request, incident, form, _("Summary, investigation and outcome"))


@permission(_TRIAGE)
def correct(request, school, reference):
    """Correct the facts of the report, with the reason."""
    incident = pages.find(request, reference)
    form = forms.CorrectionForm(
        request.POST if request.method == "POST" else None,
        initial=forms.CorrectionForm.start(incident),
        types=reading.types_for(incident),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            services.correct(incident=incident, by=request.actor, **form.cleaned_data)
            return pages.back(request, incident, _("The record is corrected."), "reported")
    return pages.draw(request, incident, form, _("Correct the record"))
