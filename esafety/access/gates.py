"""The mark each view carries: public, for anyone signed in, or one permission in one school."""

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
    """What a view asks of its visitor. `kind` is "public", "signed_in" or "permission"."""

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
