"""What the pages of a link share: open to everybody, kept nowhere, nobody's sign-in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from aup.services.who import WrongDay
from esafety import limits
from esafety.access.actor import Actor
from esafety.access.gates import public
from esafety.access.refused import Refused
from esafety.accounts.addresses import address_of

View = Callable[..., HttpResponse]
UNKNOWN = limits.Limit("sign-unknown", 60, 600)
"""Secrets and codes that are none, by address: a scanner or somebody who guesses."""
WRONG = limits.Limit("sign-wrong", 10, 3600)
"""Wrong names at one link or one code."""
WRONG_BY_ADDRESS = limits.Limit("sign-wrong-address", 60, 600)
AGAIN = limits.Limit("sign-again", 30, 3600)


def open_to_all(view: View) -> View:
    """Anyone may open this page of a school that exists; no browser or proxy keeps a copy."""

    @wraps(view)
    def opened(request: Any, school: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.school is None:
            raise Http404
        return view(request, school, *args, **kwargs)

    return public(never_cache(opened))


def draw(request: Any, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the link. It shows nobody as signed in, even where somebody is."""
    facts = {"user": None, "idle_minutes": 0, "school": request.school}
    return render(request, f"aup/link/{name}.html", facts | context, status=status)


def gone(request: Any, **context: Any) -> HttpResponse:
    """The one page for all that does not work: unknown, ended, expired, used elsewhere."""
    return draw(request, "gone", status=410, **context)


def wait(request: Any, limit: limits.Limit) -> HttpResponse:
    """Too many tries: says so, and for how long, before anything is looked at."""
    return draw(request, "wait", status=429, pause=limits.pause(limit))


def stranger(request: Any) -> Actor:
    """Who acts when nobody is signed in: this part of the system, for the school of the page."""
    return Actor.for_system("signing", school_id=request.school.pk)


def reached(request: Any, what: str = "") -> limits.Limit | None:
    """The limit that this address has reached, so that nothing more is looked at now: too many
    secrets that were none, or wrong names; or too many of these at `what`, a link or a code."""
    address = address_of(request)
    tried = [(WRONG, what)] if what else []
    for limit, who in (*tried, (UNKNOWN, address), (WRONG_BY_ADDRESS, address)):
        if limits.is_full(limit, who):
            return limit
    return None


def count_unknown(request: Any) -> None:
    """One more secret that is none."""
    limits.count(UNKNOWN, address_of(request))


def count_wrong(request: Any, what: str) -> None:
    """One more wrong name or day at this link or code."""
    limits.count(WRONG, what)
    limits.count(WRONG_BY_ADDRESS, address_of(request))


def says_who(request: Any, form: Any, what: str, act: Callable[..., Any]) -> Any:
    """Do the act with what the form says of the person; what is wrong is counted and shown on the
    form. The answer of the act, or None where it was refused."""
    try:
        return act(**form.said)
    except Refused as refused:
        count_wrong(request, what)
        wrong_day = isinstance(refused, WrongDay) and "born" in form.fields
        form.add_error("born" if wrong_day else "name", refused.sentence)
        return None
