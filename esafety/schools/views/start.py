"""Where everybody arrives who has signed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from esafety.access.gates import signed_in
from esafety.schools import queries


@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """To the one school; or a choice of several; or why there is none."""
    user: Any = request.user
    places, operator = list(queries.memberships_of(user.pk)), user.is_operator
    if len(places) == 1 and not operator:
        return redirect(places[0].school)
    return render(request, "schools/start.html", {"places": places, "operator": operator})
