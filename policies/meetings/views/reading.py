"""Reading meetings: the list, one meeting, its minutes."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from esafety import pdf, searches
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from policies.meetings import presenters, queries
from policies.meetings.choices import State
from policies.meetings.forms import MeetingFilters
from policies.meetings.services import closing

_READ = Permission.MEETING_ATTEND


@permission(_READ)
@require_http_methods(["GET", "POST"])
def meetings(request, school):
    """Every meeting, and the actions that are open. Words looked for are posted, never in the
    address."""
    if request.method == "POST":
        token = searches.keep(request.session, request.POST.get("q", ""))
        return redirect(searches.address(request, search=token))
    found, shown = asked(request)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    today = schools.local_today(request.school)
    context = {
        "page": page,
        "open": presenters.actions(queries.open_actions(), today),
        "keeps": request.actor.can(Permission.MEETING_KEEP),
        "clear_url": request.path,
        "urls": searches.pages(request, page),
        **shown,
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
    answer = HttpResponse(body, content_type="application/pdf")
    name = f"{school}-minutes-{row.day.isoformat()}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def asked(request):
    """The meetings that the reader asks for by kind, state and words; and these."""
    filters, token = MeetingFilters(request.GET), request.GET.get("search", "")
    chosen, q = filters.chosen(), searches.kept(request.session, token)
    shown = {"filters": filters, "q": q, "token": token}
    shown["filtered"] = bool(q) or any(chosen.values())
    return queries.found(request.actor, q=q, **chosen), shown


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
