"""The health check, the operator's page of jobs, and what a member may do with one of theirs."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from esafety.access.gates import permission, public, signed_in
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.jobs import queries, services


@public
def health(request: HttpRequest) -> HttpResponse:
    """200 when web, database and worker are well, else 503; the JSON says which is not."""
    database = queries.database_answers()
    facts = {"web": True, "database": database, "worker": database and queries.worker_is_alive()}
    answer = JsonResponse(facts, status=200 if all(facts.values()) else 503)
    # What asks every few seconds would fill the log with one line each time.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer


@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    """How many jobs wait, run and failed, for the platform's operator: kinds and ids only."""
    if not request.user.is_operator:  # type: ignore[union-attr]
        raise Http404
    context = {"counts": queries.counts(), "failed": queries.failed()[:100]}
    return render(request, "jobs/overview.html", context)


@permission(Permission.HOME)
@require_POST
def cancel(request, school, key):
    """Cancel a PDF that one asked for."""
    job = get_object_or_404(queries.asked_by(request.actor), pk=key)
    try:
        services.cancel(job=job, by=request.actor)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return _back(request, school)


@permission(Permission.HOME)
@require_POST
def try_again(request, school, key):
    """Have a PDF made that failed or was cancelled."""
    job = get_object_or_404(queries.asked_by(request.actor), pk=key)
    try:
        services.try_again(job=job, by=request.actor)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return _back(request, school)


def _back(request, school):
    """The page that one came from, which the form names; never another site's."""
    page = request.POST.get("next", "")
    safe = page.startswith(f"/{school}/") and url_has_allowed_host_and_scheme(page, None)
    return redirect(page if safe else "home", **({} if safe else {"school": school}))
