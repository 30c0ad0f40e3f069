"""The mark each view carries: public, for anyone signed in, one permission in one school, or for a
program with a token of the school."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from esafety.access.permissions import Permission

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Gate:
    """What a view asks of its visitor. `kind` is "public", "signed_in", "permission" or
    "api_client"."""

    kind: str
    permission: Permission | None = None


def public(view: View) -> View:
    """Anyone may open this page."""
    view.gate = Gate("public")  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anyone signed in may open this page; it belongs to no school."""
    view.gate = Gate("signed_in")  # type: ignore[attr-defined]
    return view


def permission(needed: Permission) -> Callable[[View], View]:
    """Members of the school in the URL whose roles carry `needed` may open this page."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = getattr(request, "actor", None)
            if actor is None or not actor.can(needed):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.gate = Gate("permission", needed)  # type: ignore[attr-defined]
        return guarded

    return mark


def api_client(known: Callable[[HttpRequest], HttpResponse | None]) -> Callable[[View], View]:
    """Programs with a token of the school in the URL may read this, and nobody else: no session
    opens it, whoever is signed in, and no cookie is needed.

    `known` looks at the request's token; it sets `request.client` and returns None for a token
    that counts, else the answer that refuses.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            refused = known(request)
            return refused if refused is not None else view(request, *args, **kwargs)

        guarded.gate = Gate("api_client")  # type: ignore[attr-defined]
        guarded.csrf_exempt = True  # type: ignore[attr-defined]
        return guarded

    return mark
