"""Who may and who may not use the school's systems today, and why: on screen and as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aup import access_presenters as presenters
from aup.access_forms import AccessFilters
from aup.queries import access
from aup.services import access as services
from esafety import searches, spreadsheets
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.people import queries as people
from esafety.people.choices import Kind
from esafety.schools import queries as schools

PAGE = 50


@permission(Permission.ACCESS_LIST)
@never_cache
def access_list(request, school):
    """The list by surname. A name looked for is posted, never in the address; filters may be."""
    if request.method == "POST":
        token = searches.keep(request.session, request.POST.get("q", ""))
        return redirect(searches.address(request, search=token))
    filters, q, found = _asked(request)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "q": q,
        "token": request.GET.get("search", "") if q else "",
        "page": page,
        "urls": searches.pages(request, page),
        "rows": presenters.lines(page),
        "counts": presenters.counts(found),
        "clear_url": request.path,
        "csv_url": _same(request, reverse("aup:access_csv", args=[school])),
        "may_manage": request.actor.can(Permission.SETTINGS_MANAGE),
    }
    return render(request, "aup/access_list.html", context)


@permission(Permission.ACCESS_LIST)
@never_cache
@require_safe
def access_csv(request, school):
    """The same people as a file; that it was taken out is recorded."""
    _filters, _q, found = _asked(request)
    body = spreadsheets.csv_bytes(presenters.file_head(), presenters.file_rows(found))
    services.exported(number=len(found), by=request.actor)
    answer = HttpResponse(body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{school}-access.csv"'
    return answer


def _asked(request):
    """The filters, the name looked for, and how it stands with those who fit."""
    filters = AccessFilters(request.GET)
    q = searches.kept(request.session, request.GET.get("search", ""))
    chosen = filters.chosen()
    may, today = chosen.pop("may", ""), schools.local_today(request.school)
    rows = people.directory(**chosen, q=q).exclude(kind=Kind.GUARDIAN)
    if not chosen.get("leavers"):
        rows = access.here(rows, today)
    found = access.standings(rows, today)
    return filters, q, [one for one in found if not may or one.may_use == (may == "yes")]


def _same(request, path):
    query = request.GET.urlencode()
    return f"{path}?{query}" if query else path
