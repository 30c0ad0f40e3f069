"""Reading meetings: the list, one meeting, its minutes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from esafety import pdf, searches
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.schools import queries as schools
from policies import listing
from policies.meetings import presenters, queries
from policies.meetings.choices import State
from policies.meetings.forms import MeetingFilters
from policies.meetings.services import acting, closing

_READ = Permission.MEETING_ATTEND


@permission(_READ)
@require_http_methods(["GET", "POST"])
def meetings(request, school):
    """Every meeting, and the actions that are open. Words looked for are posted, never in the
    address."""
    if request.method == "POST":
        token = searches.keep(request.session, request.POST.get("q", ""))
        return redirect(searches.address(request, search=token))
    filters, token = MeetingFilters(request.GET), request.GET.get("search", "")
    q, today = searches.kept(request.session, token), schools.local_today(request.school)
    found = queries.found(request.actor, q=q, **filters.chosen())
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "open": presenters.actions(queries.open_actions(), today),
        "keeps": request.actor.can(Permission.MEETING_KEEP),
        "filters": filters, "q": q, "token": token, "clear_url": request.path,
        "urls": searches.pages(request, page),
    }  # fmt: skip
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
    """All actions as CSV, XLSX or PDF."""
    if format not in listing.FORMATS:
        raise Http404
    today = schools.local_today(request.school)
    found = presenters.actions_file(queries.actions_for(request.actor), today)
    try:
        body = listing.body(found, format, request.school)
    except (Refused, pdf.PdfUnavailable) as fault:
        words = _("This machine cannot make PDFs. Take the list out as a spreadsheet instead.")
        messages.error(request, getattr(fault, "sentence", words))
        return redirect("meetings:meetings", school)
    acting.exported(number=len(found.rows), by=request.actor)
    return _file(body, listing.FORMATS[format], f"{school}-actions.{format}")


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
        "corrections": queries.corrections(row),
        "may_correct": request.actor.can(Permission.MEETING_KEEP) and row.state == State.CLOSED,
        "may_close": writes and row.day <= today,
        "unavailable": unavailable,
    }
    return render(request, "meetings/meeting.html", context)


def _file(body, kind, name):
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
