"""The audit log page, for the head and the lead."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.audit import queries
from esafety.audit.forms import AuditFilterForm


@permission(Permission.AUDIT_VIEW)
def log(request: HttpRequest, school: str) -> HttpResponse:
    """Who did what when, about everything that exists for the reader; newest first."""
    form = AuditFilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = queries.events(
        kind=asked.get("kind", ""),
        day=asked.get("day"),
        zone=request.school.timezone,  # type: ignore[attr-defined]
    )
    page = queries.page(actor=request.actor, rows=rows, before=_moment(request))  # type: ignore[attr-defined]
    return render(request, "audit/log.html", {"form": form, "page": page, "asked": asked})


def _moment(request: HttpRequest) -> datetime | None:
    """The moment a page begins before; anything that is none means the first page."""
    try:
        moment = datetime.fromisoformat(request.GET.get("before", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
