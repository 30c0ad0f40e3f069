"""What a reporter keeps: the receipt, and how it stands. Never the investigation."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from incidents import queries, report_pages, report_queries

PER_PAGE = 50


@permission(Permission.HOME)
@require_safe
def receipt(request, school, reference):
    """The reference, and what happens next: the same for all that the log's readers see."""
    incident = get_object_or_404(queries.receipts_of(request.actor), reference=reference)
    context = {
        "incident": incident,
        "status": report_pages.status_words(incident),
        "tone": report_pages.status_tone(incident),
        "way": report_queries.way_of(incident),
        "danger": report_pages.danger(request.school),
    }
    return render(request, "incidents/receipts/receipt.html", context)


@permission(Permission.HOME)
@require_safe
def mine(request, school):
    """My reports with how each stands, and my drafts."""
    page = Paginator(queries.receipts_of(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(i, report_pages.status_words(i), report_pages.status_tone(i)) for i in page]
    context = {
        "page": page,
        "rows": rows,
        "drafts": report_queries.drafts_kept(request.actor),
        "may_report": request.actor.can(Permission.INCIDENT_REPORT),
    }
    return render(request, "incidents/receipts/mine.html", context)
