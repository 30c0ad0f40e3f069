"""The idle lock at the door of every page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from esafety.accounts import idle

# Where one proves who one is, asks for a new password, or leaves. They show nothing of a school.
_OPEN = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "api:access",
    "concern:answer",
    "concern:come_back",
    "concern:leave",
    "concern:start",
    "concern:tell",
    "health",
    "mfa_reauthenticate",
}
_AWAY = _("You were away for a while, so the page was locked. What you typed is kept.")


class IdleLockMiddleware:
    """While a session is locked, every page leads to the proof of who is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Here, not earlier: a forged post has been refused by now and cannot be kept."""
        if not request.user.is_authenticated or _is_open(request):
            return None
        if not idle.is_locked(request):
            idle.note(request)
            if request.method == "POST":
                idle.drop(request, path=request.get_full_path())
            return None
        if idle.in_background(request):
            return HttpResponse(status=401)
        if idle.keep(request):
            messages.info(request, _AWAY)
        return redirect(idle.door(request))


def _is_open(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.view_name in _OPEN
