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
"""Secrets and codes that are none, by address: a scanner or somebody who guesses. Only what fails
is counted and only what fails waits: at a parents' evening everybody comes from one address."""
CODES = limits.Limit("sign-codes", 300, 600)
"""Codes that are none, by address: beyond this none is looked at, since 24⁸ is not 2²⁵⁶."""
WRONG = limits.Limit("sign-wrong", 10, 3600)
"""Wrong names at one link or one code, beyond which a right one waits too."""
WRONG_BY_ADDRESS = limits.Limit("sign-wrong-address", 60, 600)
"""Wrong names from one address: only wrong ones wait."""
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
    """Too many tries: says so, and for how long; and whether others here can go on."""
    open_to_others = limit in (UNKNOWN, WRONG_BY_ADDRESS)
    facts = {"pause": limits.pause(limit), "open_to_others": open_to_others}
    return draw(request, "wait", status=429, **facts)


def refuse(request: Any, *, is_code: bool = False, **context: Any) -> HttpResponse:
    """The answer to a secret or code that does not work: it is counted, and where there were many
    from this address it is to wait. Whatever is wrong with it, this is the same work."""
    address = address_of(request)
    is_full = limits.is_full(UNKNOWN, address)
    limits.count(UNKNOWN, address)
    if is_code:
        limits.count(CODES, address)
    return wait(request, UNKNOWN) if is_full else gone(request, is_code=is_code, **context)


def stranger(request: Any) -> Actor:
    """Who acts when nobody is signed in: this part of the system, for the school of the page."""
    return Actor.for_system("signing", school_id=request.school.pk)


def too_many_codes(request: Any) -> bool:
    """Whether so many codes from this address were none that no other is looked at for now."""
    return limits.is_full(CODES, address_of(request))


def too_many_names(what: str) -> bool:
    """Whether there were so many wrong names at this link or code that none is looked at now."""
    return limits.is_full(WRONG, what)


def says_who(request: Any, form: Any, what: str, act: Callable[..., Any]) -> Any:
    """Do the act with what the form says of the person; what is wrong is counted and shown on the
    form. The answer of the act, or None where it was refused."""
    try:
        return act(**form.said)
    except Refused as refused:
        limits.count(WRONG, what)
        limits.count(WRONG_BY_ADDRESS, address_of(request))
        wrong_day = isinstance(refused, WrongDay) and "born" in form.fields
        form.add_error("born" if wrong_day else "name", refused.sentence)
        return None


def wrong(request: Any, form: Any) -> HttpResponse:
    """The page again with what is wrong on it; from an address with many wrong names, to wait."""
    is_full = form.errors and limits.is_full(WRONG_BY_ADDRESS, address_of(request))
    return wait(request, WRONG_BY_ADDRESS) if is_full else draw(request, "who", form=form)
