"""A PDF for one reader: how far it is, and the file."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from reports.papers import queries
from reports.papers.kinds import kind_of
from reports.services import papers


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def paper(request, school, key):
    """How far the PDF is, and then the way to it: for the member who asked for it."""
    made = get_object_or_404(queries.papers_of(request.actor), key=key)
    kind = kind_of(made)
    facts = {"title": kind.title, "back": kind.back(made), "given_out": kind.given_out}
    context = {"paper": made, **facts, **_progress(made)}
    return render(request, "reports/paper.html", context)


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def paper_state(request, school, key):
    """The same for the page's script."""
    return JsonResponse(_progress(get_object_or_404(queries.papers_of(request.actor), key=key)))


@permission(Permission.INCIDENT_EXPORT)
@require_safe
def paper_file(request, school, key):
    """The PDF, named after the school and the day, never after a person."""
    made = get_object_or_404(queries.papers_of(request.actor), key=key, made_at__isnull=False)
    body = papers.open_pdf(paper=made, by=request.actor)
    day = schools.local_today(request.school).isoformat()
    name = f"{kind_of(made).file}-{school}-{day}.pdf"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _progress(made: Any) -> dict[str, Any]:
    """The state of the PDF for the page and for the script that follows it."""
    if made.made_at or made.unavailable:
        return {"state": "done", "percent": 100, "words": _("Done")}
    if made.job is None:
        return {"state": "failed", "percent": 0, "words": _("It could not be made.")}
    words = made.job.progress_words or _("Waiting to begin")
    return {"state": made.job.state, "percent": made.job.percent, "words": words}
