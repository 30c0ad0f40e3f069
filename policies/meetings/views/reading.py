"""Reading meetings: the list, one meeting, its minutes."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from esafety import pdf, spreadsheets
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from policies.meetings import presenters, queries
from policies.meetings.choices import State
from policies.meetings.services import acting, closing

_READ = Permission.MEETING_ATTEND
_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@permission(_READ)
@require_safe
def meetings(request, school):
    """Every meeting, and the actions that are open."""
    today = schools.local_today(request.school)
    context = {
        "page": Paginator(queries.listed(request.actor), 50).get_page(request.GET.get("page")),
        "open": presenters.actions(queries.open_actions(), today),
        "keeps": request.actor.can(Permission.MEETING_KEEP),
    }
    return render(request, "meetings/meetings.html", context)


@permission(_READ)
@never_cache
@require_safe
def meeting(request, school, number):
    """One meeting: agenda, who was there, actions; its minutes once it is closed."""
    return page(request, get_object_or_404(queries.visible_to(request.actor), pk=number))


@permission(_READ)
@require_safe
def minutes(request, school, number):
    """The minutes of a closed meeting as a PDF; that they were taken out is recorded."""
    row = get_object_or_404(queries.visible_to(request.actor), pk=number)
    if row.state != State.CLOSED:
        raise Http404
    try:
        body = presenters.pdf_of(row.minutes)
    except pdf.PdfUnavailable:
        return page(request, row, unavailable=True)
    closing.taken_out(minutes=row.minutes, by=request.actor)
    return _file(body, "application/pdf", f"{school}-minutes-{row.day.isoformat()}.pdf")


@permission(_READ)
@require_safe
def actions_file(request, school, format):
    """All actions as CSV or XLSX."""
    if format not in _KINDS:
        raise Http404
    today = schools.local_today(request.school)
    rows = list(presenters.file_rows(queries.actions_for(request.actor), today))
    if format == "csv":
        body = spreadsheets.csv_bytes(presenters.file_head(), rows)
    else:
        body = spreadsheets.xlsx_bytes(presenters.file_head(), rows, title="actions")
    acting.exported(number=len(rows), by=request.actor)
    return _file(body, _KINDS[format], f"{school}-actions.{format}")


def page(request, row, *, unavailable=False):
    """The page of one meeting."""
    today = schools.local_today(request.school)
    members, guests = queries.present(row)
    writes = request.actor.can(Permission.MEETING_KEEP) and row.state == State.OPEN
    actions = queries.actions_for(request.actor).filter(meeting=row)
    context = {
        "meeting": row,
        "items": queries.items(row),
        "members": members,
        "guests": guests,
        "actions": presenters.actions(actions, today),
        "writes": writes,
        "may_close": writes and row.day <= today,
        "unavailable": unavailable,
    }
    return render(request, "meetings/meeting.html", context)


def _file(body, kind, name):
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
