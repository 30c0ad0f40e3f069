"""A PDF for one reader: how far it is, and the file."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.jobs.following import of_print
from esafety.schools import queries as schools
from reports.papers import queries
from reports.papers.kinds import kind_of
from reports.services import papers


@permission(Permission.PEOPLE_VIEW)
@require_safe
def paper(request, school, key):
    """How far the PDF is, and then the way to it: for the member who asked for it."""
    made = get_object_or_404(queries.papers_of(request.actor), key=key)
    kind = kind_of(made)
    facts = {"title": kind.title, "back": kind.back(made), "given_out": kind.given_out}
    context = {"paper": made, "job": of_print(made, request.actor), **facts}
    return render(request, "reports/paper.html", context)


@permission(Permission.PEOPLE_VIEW)
@require_safe
def paper_state(request, school, key):
    """The same for the page's script."""
    made = get_object_or_404(queries.papers_of(request.actor), key=key)
    return JsonResponse(of_print(made, request.actor).as_json())


@permission(Permission.PEOPLE_VIEW)
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
