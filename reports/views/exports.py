"""Tables to take along as files, and what their columns mean."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from reports.exports.files import KINDS, file_of
from reports.exports.tables import TABLES
from reports.services import exports as services


def _mine(actor):
    """The tables that this actor may take, by their code."""
    return {code: table for code, table in TABLES.items() if actor.can(table.permission)}


@permission(Permission.PEOPLE_VIEW)
@require_safe
def exports(request, school):
    """The tables that the reader may take, each in three kinds of file, with its columns."""
    context = {"tables": _mine(request.actor).values(), "kinds": KINDS}
    return render(request, "reports/exports.html", context)


@permission(Permission.PEOPLE_VIEW)
@require_safe
def export_file(request, school, table, kind):
    """One table as a file, named after the table, the school and the day; no cache keeps it."""
    found = _mine(request.actor).get(table)
    if found is None or kind not in KINDS:
        raise Http404
    services.record(table=found, kind=kind, by=request.actor)
    body = file_of(found, kind, request.actor, request.school)
    day = schools.local_today(request.school).isoformat()
    headers = {
        "Content-Disposition": f'attachment; filename="{table}-{school}-{day}.{kind}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(body, content_type=KINDS[kind], headers=headers)
