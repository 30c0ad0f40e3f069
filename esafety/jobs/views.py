"""The health check, and the operator's page of jobs."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from esafety.access.gates import public, signed_in
from esafety.jobs import queries


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
