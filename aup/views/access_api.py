"""The access list for programs that keep accounts."""

from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aup import access_api
from aup.api_auth import known, problem
from aup.services import access as services
from aup.services import clients
from esafety.access.actor import Actor
from esafety.access.gates import api_client
from esafety.schools import queries as schools


@api_client(known)
@never_cache
@require_safe
def access(request, school):
    """Everybody, or with `since` or `after` what changed."""
    try:
        asked = access_api.asked(request.GET)
    except access_api.Unreadable as error:
        return problem(str(error), status=400)
    what = "changes" if asked.is_for_changes else "list"
    day = schools.local_today(request.school)
    told = access_api.changed(asked) if asked.is_for_changes else access_api.whole(day)
    _note(request, what, len(told.get("people", told.get("changes"))))
    return JsonResponse({"school": school, "day": day.isoformat(), **told})


def _note(request, what, number):
    """A reading that told something is an event; asking in vain every few minutes is none."""
    clients.note_use(request.client)
    if number:
        by = Actor.for_system(f"api-client-{request.client.pk}", school_id=request.school.pk)
        services.read(number=number, what=what, by=by)
