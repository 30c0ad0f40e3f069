"""The register of one kind of sheet over all incidents that the reader may see."""

from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from esafety import spreadsheets
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from incidents.sheets import presenters, queries, services
from incidents.sheets.kinds import KINDS, kind_of

ON_A_PAGE = 50
MOST = 20_000
"""Sheets in one file."""


@permission(Permission.INCIDENT_LOG)
@require_safe
def sheet_register(request, school, kind):
    """Every sheet of one kind, newest first, a page at a time."""
    what = _kind(kind)
    zone, now = ZoneInfo(request.school.timezone), timezone.now()
    pages = Paginator(queries.register_of(request.actor, what.code), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page", "")[:6])
    facts = {
        "kind": what,
        "kinds": [(code.value, one.title, code == what.code) for code, one in KINDS.items()],
        "rows": [(one.incident, presenters.shown(one, zone, now)) for one in page],
        "page": page,
        "may_export": request.actor.can(Permission.INCIDENT_EXPORT),
    }
    return render(request, "incidents/sheets/register.html", facts)


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def sheet_register_csv(request, school, kind):
    """The same as a file, every fact in its own column; it is named after no person."""
    what = _kind(kind)
    services.record_export(kind=what.code, by=request.actor)
    zone = ZoneInfo(request.school.timezone)
    sheets = list(queries.register_of(request.actor, what.code)[:MOST])
    people = queries.numbered_of(sheets)
    lines = (presenters.file_row(what, one, people[one.incident_id], zone) for one in sheets)
    body = spreadsheets.csv_bytes(presenters.file_head(what), lines)
    name = f"{what.code}-{school}-{schools.local_today(request.school).isoformat()}.csv"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(body, content_type="text/csv", headers=headers)


def _kind(code):
    found = kind_of(code)
    if found is None:
        raise Http404
    return found
