"""Deciding by the school's grids about somebody in an incident, and the report on it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from esafety import spreadsheets
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, refusals_shown_on
from incidents import reading
from incidents.choices import PersonKind
from incidents.presenters import link
from incidents.sanctions import presenters, queries, reporting, services, workflow
from incidents.sanctions.pages import Proposing
from incidents.views import pages


@permission(Permission.INCIDENT_TRIAGE)
@require_safe
def sanctions(request, school, reference, number):
    """Choose what the person did: what fits the incident's types first, then the whole grid."""
    incident = pages.find(request, reference)
    one = _person(incident, number)
    stop, types = _stop(one), [each.code for each in incident.types.all()]
    grids = [] if stop else queries.grids_for(one)
    facts = {
        "incident": incident,
        "who": presenters.who(one),
        "stop": stop,
        "first_url": _first(incident, one, number) if stop else "",
        "grids": [presenters.to_pick(grid, incident, number, types) for grid in grids],
        "cancel_url": link(incident, "record") + "#sanctions",
    }
    return render(request, "incidents/sanctions/pick.html", facts)


@permission(Permission.INCIDENT_TRIAGE)
def decide(request, school, reference, number, grid, misuse):
    """What the grid proposes, beside what happened before; and the decision."""
    incident = pages.find(request, reference)
    one = _person(incident, number)
    if request.method != "POST" and _stop(one):
        return redirect(link(incident, "sanctions", number))
    used, line = _line(one, grid, misuse)
    data = request.POST if request.method == "POST" else None
    page = Proposing(one, used, line, request.actor, data)
    if data is not None and not page.looks_again and page.form.is_valid():
        with refusals_shown_on(page.form):
            services.decide(incident=incident, by=request.actor, **page.decided)
            return pages.back(request, incident, _("The decision is kept."), "sanctions")
    back = link(incident, "sanctions", number)
    facts = {"incident": incident, "pick_url": back, "person_url": _person_url(incident, number)}
    return render(request, "incidents/sanctions/decide.html", facts | page.context())


@permission(Permission.INCIDENT_LOG)
@require_safe
def sanctions_report(request, school):
    """How often each row of the grids was decided, and what came of it."""
    asked = reporting.Asked(request.GET, request.school)
    first, last = asked.days
    services.report_read(by=request.actor, first=first, last=last)
    facts = {"asked": asked, **reporting.page(request.actor, asked)}
    facts["may_export"] = request.actor.can(Permission.INCIDENT_EXPORT)
    return render(request, "incidents/sanctions/report.html", facts)


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def sanctions_csv(request, school):
    """The figures of the report as a file, without names and without reasons."""
    asked = reporting.Asked(request.GET, request.school)
    if asked.problems:
        return redirect(f"{reverse('incidents:sanctions_report', args=[school])}?{asked.address}")
    first, last = asked.days
    services.report_read(by=request.actor, first=first, last=last, exported=True)
    body = spreadsheets.csv_bytes(reporting.head(), reporting.lines(request.actor, asked))
    name = f"sanctions-{school}-{first.isoformat()}-{last.isoformat()}.csv"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(body, content_type="text/csv", headers=headers)


def _person(incident, number):
    """The nth person of the incident, as long as they are on the record."""
    one = reading.involved_at(incident, number)
    if one is None or one.removed_at:
        raise Http404
    one.incident = incident
    return one


def _line(one, grid, misuse):
    """The grid in force on the day, and one of its lines; what it does not have is not there."""
    used = next((each for each in queries.grids_for(one) if each.code == grid), None)
    line = used.misuse(misuse) if used else None
    if used is None or line is None:
        raise Http404
    return used, line


def _stop(one):
    """What has to be done before the grid is offered, as a sentence; empty where nothing is."""
    asked = one.kind == PersonKind.STAFF and queries.lado_considered(one)
    try:
        workflow.check_ready(one, lado_considered=asked)
    except Refused as refused:
        return refused.sentence
    return ""


def _first(incident, one, number):
    """Where that is done."""
    if one.kind == PersonKind.STAFF and one.part in workflow.OFFENDERS:
        return link(incident, "staff_concern", number)
    return _person_url(incident, number)


def _person_url(incident, number):
    return link(incident, "change_person", number)
