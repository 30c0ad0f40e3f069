"""Pages of sheets and marks: adding one, reading it with all revisions, correcting it."""

from zoneinfo import ZoneInfo

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.audit import services as audit
from incidents.sheets import forms, marks, presenters, queries, services
from incidents.sheets.kinds import kind_of
from incidents.views import pages

_TRIAGE = Permission.INCIDENT_TRIAGE


@permission(_TRIAGE)
def add_sheet(request, school, reference, kind):
    """Write a sheet of one kind."""
    incident, what = pages.find(request, reference), _kind(kind)
    form = forms.SheetForm(
        request.POST if request.method == "POST" else None,
        who=request.actor.display_name,
        **_setting(request, incident, what),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            given = {"kind": what.code, "facts": form.cleaned_data["facts"]}
            services.write(incident=incident, by=request.actor, **given)
            return pages.back(request, incident, _("The sheet is on the record."), "sheets")
    return _draw(request, incident, form, what, what.add)


@permission(Permission.INCIDENT_CASE)
def sheet(request, school, reference, kind, number):
    """One sheet as it stands, and all its revisions."""
    incident, what = pages.find(request, reference), _kind(kind)
    found = _revisions(incident, what, number)
    read = {"object": incident.audit_ref, "data": {"sheet": what.code.value, "number": number}}
    audit.record_read(by=request.actor, type="incident.viewed", **read)
    shown = presenters.revisions(what, found, queries.numbered(incident))
    zone = ZoneInfo(request.school.timezone)
    facts = {
        "incident": incident,
        "kind": what,
        "number": number,
        "title": presenters.title(what, number),
        "now": shown[0],
        "earlier": shown[1:],
        "clock": presenters.clock(found[0], zone, timezone.now()),
        "may_correct": request.actor.can(_TRIAGE) and incident.is_open,
    }
    return render(request, "incidents/sheets/sheet.html", facts)


@permission(_TRIAGE)
def correct_sheet(request, school, reference, kind, number):
    """Correct a sheet, with the reason."""
    incident, what = pages.find(request, reference), _kind(kind)
    last = _revisions(incident, what, number)[0]
    form = forms.SheetForm(
        request.POST if request.method == "POST" else None,
        facts=last.facts,
        revision=last.revision,
        **_setting(request, incident, what),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            given = {"kind": what.code, "number": number, **form.cleaned_data}
            services.correct(incident=incident, by=request.actor, **given)
            return pages.back(request, incident, _("The sheet is corrected."), "sheets")
    title = _("Correct: %(title)s") % {"title": presenters.title(what, number)}
    return _draw(request, incident, form, what, title)


@permission(_TRIAGE)
def change_marks(request, school, reference):
    """AI, equality strands, and roles in bullying."""
    incident = pages.find(request, reference)
    people = marks.askable(queries.numbered(incident))
    form = forms.MarksForm(
        request.POST if request.method == "POST" else None,
        people=people,
        stamp=marks.stamp(incident, queries.numbered(incident)),
        initial=forms.MarksForm.start(incident, people),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            services.mark(incident=incident, by=request.actor, **form.marks())
            return pages.back(request, incident, _("The marks are saved."), "sheets")
    return pages.draw(request, incident, form, _("Marks of this incident"))


def _kind(code):
    found = kind_of(code)
    if found is None:
        raise Http404
    return found


def _revisions(incident, kind, number):
    found = queries.revisions(incident, kind.code, number)
    if not found:
        raise Http404
    return found


def _setting(request, incident, kind):
    """What a form of this kind needs to know."""
    zone = ZoneInfo(request.school.timezone)
    return {"kind": kind, "zone": zone, "people": queries.numbered(incident)}


def _draw(request, incident, form, kind, title):
    """The page of a form of sheets: the house's, with what to know first."""
    facts = {"incident": incident, "form": form, "title": title, "kind": kind}
    facts["cancel_url"] = incident.get_absolute_url()
    return render(request, "incidents/sheets/form.html", facts)
