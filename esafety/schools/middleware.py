"""The first three gates: signed in, member of this school, second factor; and the open scope.

The fourth (role) is the view's own mark, checked by its decorator; the last two are in
`queries` and `services`.
"""

import zoneinfo
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from esafety.access.gates import Gate
from esafety.access.permissions import OPENS_A_CASE, OPENS_INCIDENTS
from esafety.access.refused import Refused
from esafety.accounts.second_factor import has_second_factor
from esafety.schools import queries, reading
from esafety.schools.models import School

_LIBRARY_VIEWS = ("allauth.",)
# A page for everybody; and one that asks a program for its own token.
_NEEDS_NO_ACCOUNT = ("public", "api_client")
_NEEDS_SECOND_FACTOR = _(
    "Your role opens incidents, so signing in needs a second step. Set up an authenticator app "
    "here first; then you can go on."
)


class GateMiddleware:
    """Sets request.school, request.membership and request.actor, and opens the school's scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.school = request.membership = request.actor = None  # type: ignore[attr-defined]
        self._find_place(request)
        school: School | None = request.school  # type: ignore[attr-defined]
        if school is None:
            return self.get_response(request)
        only_reads = reading.page() if request.method in ("GET", "HEAD") else nullcontext()
        zone = timezone.override(zoneinfo.ZoneInfo(school.timezone))
        with scope(school=school), zone, only_reads:
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        gate: Gate | None = getattr(view, "gate", None)
        if gate is None:
            return None if _is_library(view) else _not_found()
        if gate.kind in _NEEDS_NO_ACCOUNT:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        if gate.kind == "permission":
            if request.actor is None:  # type: ignore[attr-defined]
                return _not_found()
            if _lacks_second_factor(request, gate):
                messages.warning(request, _NEEDS_SECOND_FACTOR)
                return redirect("mfa_index")
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal that no form caught becomes a page with its sentence, not an error."""
        if not isinstance(error, Refused):
            return None
        return render(request, "refused.html", {"sentence": error.sentence}, status=409)

    def _find_place(self, request: HttpRequest) -> None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return
        slug = match.kwargs.get("school")
        if slug is None:
            return
        gate: Gate | None = getattr(match.func, "gate", None)
        if gate is not None and gate.kind in _NEEDS_NO_ACCOUNT:
            request.school = School.objects.filter(slug=slug).first()  # type: ignore[attr-defined]
        elif request.user.is_authenticated:
            membership = queries.membership_in(slug, request.user.pk)
            if membership is not None:
                request.membership = membership  # type: ignore[attr-defined]
                request.school = membership.school  # type: ignore[attr-defined]
                request.actor = queries.actor_of(membership)  # type: ignore[attr-defined]


def _is_library(view: Any) -> bool:
    """Views of the sign-in library guard themselves; nothing else may go without a mark."""
    return getattr(view, "__module__", "").startswith(_LIBRARY_VIEWS)


def _lacks_second_factor(request: HttpRequest, gate: Gate) -> bool:
    if not settings.REQUIRE_SECOND_FACTOR:
        return False
    opens = request.actor.permissions & OPENS_INCIDENTS  # type: ignore[attr-defined]
    return (bool(opens) or gate.permission in OPENS_A_CASE) and not has_second_factor(request.user)


def _not_found() -> HttpResponse:
    raise Http404
