"""What a reporter keeps: the receipt, how it stands, and the messages. Never the investigation."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from incidents import queries, report_pages, report_queries
from incidents.concerns import presenters
from incidents.concerns import queries as concerns
from incidents.concerns.forms import ReplyForm
from incidents.concerns.services import messages as sending

PER_PAGE = 50


@permission(Permission.HOME)
@require_http_methods(["GET", "POST"])
def receipt(request, school, reference):
    """The reference, what happens next, and messages: the same for all that the log's readers
    see. What the reporter adds is a message; the report stays as it was sent."""
    incident = get_object_or_404(queries.receipts_of(request.actor), reference=reference)
    form = ReplyForm(
        request.POST if request.method == "POST" else None, label=_("Add to your report")
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            sending.add(incident=incident, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Your message is added to the report."))
            return redirect("incidents:receipt", school, incident.reference)
    return render(request, "incidents/receipts/receipt.html", _shown(request, incident, form))


def _shown(request, incident, form):
    return {
        "incident": incident,
        "form": form,
        "lines": presenters.for_reporter(concerns.messages_of(incident)),
        "status": report_pages.status_words(incident),
        "tone": report_pages.status_tone(incident),
        "way": report_queries.way_of(incident),
        "danger": report_pages.danger(request.school),
    }


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
