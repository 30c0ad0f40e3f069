"""What the public pages share: open to everybody of any school, kept nowhere, nobody's sign-in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from esafety.access.actor import Actor
from esafety.access.gates import public
from esafety.schools import queries as schools
from incidents.concerns import help_now, queries
from incidents.concerns.words import CHILD, Door

MOST_BYTES = 1024 * 1024
View = Callable[..., HttpResponse]


def open_to_all(view: View) -> View:
    """Anyone may open this page of a school that exists; no browser or proxy keeps a copy."""

    @wraps(view)
    def opened(request: Any, school: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.school is None:
            raise Http404
        return view(request, school, *args, **kwargs)

    return public(never_cache(opened))


def draw(
    request: Any, name: str, *, door: Door = CHILD, status: int = 200, **context: Any
) -> HttpResponse:
    """A public page. It shows nobody as signed in, even where somebody is: on a shared computer
    a child must not write under a teacher's name, and no lock of theirs covers the page."""
    today = schools.local_today(request.school)
    facts = {
        "user": None,
        "idle_minutes": 0,
        "door": door,
        "help": help_now.for_door(door, today),
        "readers": queries.readers(),
    }
    template = f"incidents/concerns/{name}.html"
    return render(request, template, facts | context, status=status)


def stranger(request: Any) -> Actor:
    """Who acts when nobody is signed in: this part of the system, for the school of the page."""
    return Actor.for_system("concern", school_id=request.school.pk)


def bounded(request: HttpRequest) -> Any:
    """What was posted. All boxes filled with signs that take much room are half a megabyte."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise RequestDataTooBig
    return request.POST
