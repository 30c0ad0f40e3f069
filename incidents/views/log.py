"""The incident log (Appendix J): the page, its search and its files."""

from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from esafety import spreadsheets
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from incidents.forms.log import LogSearchForm
from incidents.log import exports, paging, rows, searches
from incidents.services import printing as prints
from incidents.views.log_asked import Asked, back_to_log, download

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permission(Permission.INCIDENT_LOG)
@require_safe
def log(request, school):
    return _page(request, Asked(request))


@permission(Permission.INCIDENT_LOG)
@require_POST
def search(request, school):
    """Put the words away and go to the log with their token; they never reach an address."""
    asked, form = Asked(request), LogSearchForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, form)
    text = form.cleaned_data["text"]
    if not text:
        return redirect(asked.address(without="text"))
    token = searches.keep(request.session, request.school.pk, text)
    return redirect(asked.address(without="text", search=token))


def _page(request, asked: Asked, search_form: LogSearchForm | None = None) -> HttpResponse:
    page = paging.turn(
        asked.incidents, asked.filters.sort, request.GET, *rows.PLAIN, **rows.columns()
    )
    base_url = reverse("incidents:log", args=[request.school.slug])
    context = {
        "asked": asked,
        "form": asked.form,
        "search_form": search_form or asked.search_form(),
        "selects": asked.selects(),
        "chips": asked.chips(),
        "urls": asked.urls() if asked.may(Permission.INCIDENT_EXPORT) else None,
        "may_search_people": asked.may(Permission.PEOPLE_SEARCH),
        "cases": rows.cases(page.rows, asked.options, base_url),
        "count": _count(page),
        "pages": _pages(asked, page),
    }
    return render(request, "incidents/log/log.html", context)


def _pages(asked: Asked, page: paging.Page) -> dict[str, str]:
    """Where the links around the page go; those that lead nowhere are left out."""
    found = {}
    if not page.is_first:
        found["first"] = asked.address()
        found["previous"] = asked.address(before=page.previous)
    if not page.is_last:
        found["next"] = asked.address(after=page.next)
        found["last"] = asked.address(page="last")
    return found


def _count(page: paging.Page) -> str:
    if page.more_than_counted:
        return _("More than %(most)s incidents") % {"most": intcomma(paging.MOST_COUNTED)}
    number = {"number": intcomma(page.total)}
    return ngettext("%(number)s incident", "%(number)s incidents", page.total) % number


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def log_csv(request, school):
    return _file(request, "csv")


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def log_xlsx(request, school):
    return _file(request, "xlsx")


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def log_json(request, school):
    return _file(request, "json")


def _file(request, kind: str) -> HttpResponse:
    """The filtered log as a file; back to the log where it cannot be made."""
    asked = Asked(request)
    if not asked.is_sound or _is_too_much(request, asked):
        return back_to_log(request)
    codes, searched = asked.filters.codes(), bool(asked.text)
    prints.record_export(kind=kind, filters=codes, searched=searched, by=request.actor)
    lines = exports.lines(asked.in_order(), asked.options, request.school)
    if kind == "csv":
        return download(spreadsheets.csv_bytes(exports.head(), lines), "text/csv", request, kind)
    if kind == "json":
        body = spreadsheets.json_bytes(list(exports.COLUMNS), lines)
        return download(body, "application/json", request, kind)
    made = spreadsheets.xlsx_bytes(
        exports.head(), lines, title=str(_("Incident log")), widths=exports.WIDTHS
    )
    return download(made, _XLSX, request, kind)


def _is_too_much(request, asked: Asked) -> bool:
    most = exports.MOST
    if asked.incidents.order_by()[: most + 1].count() <= most:
        return False
    words = _("A file holds up to %(most)s incidents. Choose a term or fewer days.")
    messages.error(request, words % {"most": intcomma(most)})
    return True
