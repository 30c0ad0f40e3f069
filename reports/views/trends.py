"""What is rising: the page, and the way to its PDF."""

from typing import Any
from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from incidents import queries as incidents
from incidents.log.options import options_of
from reports.choices import PaperKind
from reports.services import papers
from reports.trends.form import TrendsForm
from reports.trends.page import trends as found_trends


@permission(Permission.INCIDENT_LOG)
@require_safe
def trends(request, school):
    """Six terms, and two of them day for day, of what the reader may see."""
    options = options_of(request.school, incidents.visible_to(request.actor))
    form = TrendsForm(request.GET, options=options)
    found = None
    if form.is_valid():
        found = found_trends(
            request.actor, request.school, form.filters(), form.term, options, links=True
        )
    may_print = found is not None and request.actor.can(Permission.INCIDENT_EXPORT)
    query = urlencode(_codes(form)) if form.is_valid() else ""
    context = {"form": form, "trends": found, "may_print": may_print, "query": query}
    return render(request, "reports/trends.html", context)


@permission(Permission.INCIDENT_EXPORT)
@require_POST
def trends_print(request, school):
    """Ask for the PDF of the trends as filtered; the filters are codes in the address."""
    form = TrendsForm(request.GET, options=options_of(request.school))
    if not form.is_valid():
        return redirect(f"{reverse('reports:trends', args=[school])}?{request.GET.urlencode()}")
    asked = papers.ask(
        school=request.school, kind=PaperKind.TRENDS, asked=_codes(form), by=request.actor
    )
    return redirect(asked)


def _codes(form: TrendsForm) -> dict[str, Any]:
    """What was asked, as codes for an address or a stored row."""
    return {**form.filters().codes(), **({"term": form.term} if form.term else {})}
