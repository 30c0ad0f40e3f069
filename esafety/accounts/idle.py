"""The idle lock: when a session locks, what it keeps meanwhile, and what opens it again.

A session in which nothing was asked for IDLE_MINUTES is locked, not ended: the user proves who
they are (allauth writes the moment into the session) and goes on where they were. What a locked
request posted is kept in the session, on the server, with the address it was meant for.
"""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.http import urlencode

from esafety.accounts.second_factor import has_second_factor

SEEN, LOCKED, STATE = "idle_seen_at", "idle_locked_at", "idle_state"
NOTED_EVERY = 60  # seconds; a session is not written for every click
MOST = 200_000  # characters kept of what was typed
_ACCOUNT_PAGES = ("account_", "mfa_")


def is_locked(request: HttpRequest) -> bool:
    """Whether the signed-in user has to prove who they are before anything else is shown.

    Locks between IDLE_MINUTES and one minute later, never earlier, as the last moment is known
    to a minute only.
    """
    session, now = request.session, time.time()
    if LOCKED in session:
        if not _proved_since(request, session[LOCKED]):
            return True
        del session[LOCKED]
        session[SEEN] = now
    elif now - session.get(SEEN, now) > settings.IDLE_MINUTES * 60 + NOTED_EVERY:
        session[LOCKED] = now
        return True
    return False


def note(request: HttpRequest) -> None:
    """Remember that the user is here; what a page asks by itself does not count."""
    now = time.time()
    counts = request.method == "POST" or not in_background(request)
    if counts and now - request.session.get(SEEN, 0) >= NOTED_EVERY:
        request.session[SEEN] = now


def in_background(request: HttpRequest) -> bool:
    """Whether a script asked, so that the answer is no page the user would come back to."""
    by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return by_script or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"


def keep(request: HttpRequest) -> bool:
    """Keep what the locked request wanted: the page, or what was typed and where it was going.

    True when it is the first thing kept since the lock.
    """
    view = request.resolver_match.view_name if request.resolver_match else ""
    if in_background(request) or view.startswith(_ACCOUNT_PAGES) or view == "resume":
        return False
    state = _state(request)
    first = not state["kept"] and not state["wanted"]
    if request.method != "POST":
        state["wanted"] = request.get_full_path()
    else:
        path = request.get_full_path()
        others = [entry for entry in state["kept"] if entry["path"] != path]
        state["kept"] = _within_bounds([*others, _entry(path, request)])
    request.session[STATE] = state
    return first


def kept(request: HttpRequest) -> list[dict[str, Any]]:
    """What this user typed into locked pages, oldest first: id, path, fields ([name, value], ...).

    `fields` is None where there was more than can be kept.
    """
    return list(_state(request)["kept"])


def wanted(request: HttpRequest) -> str:
    """The page asked for while locked, or the start page; asked once."""
    state = _state(request)
    path = state["wanted"] or reverse("start")
    _put(request.session, {**state, "wanted": ""})
    return str(path)


def drop(request: HttpRequest, *, id: str = "", path: str = "") -> None:
    """Forget what was typed: thrown away by its id, or posted again to its path."""
    if STATE in request.session:
        state = _state(request)
        left = [e for e in state["kept"] if e["id"] != id and e["path"] != path]
        if len(left) < len(state["kept"]):
            _put(request.session, {**state, "kept": left})


def door(request: HttpRequest) -> str:
    """The page at which this user proves who they are; it leads on to /resume/.

    Who has neither password nor authenticator signs in anew by a code; what they typed waits in
    the new session for them alone.
    """
    if has_second_factor(request.user):
        page = "mfa_reauthenticate"
    elif request.user.has_usable_password():  # type: ignore[union-attr]
        page = "account_reauthenticate"
    else:
        state = _state(request)
        logout(request)
        request.session[STATE] = state
        page = "account_request_login_code"
    return f"{reverse(page)}?{urlencode({'next': reverse('resume')})}"


def _proved_since(request: HttpRequest, moment: float) -> bool:
    proofs = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return any(proof.get("reauthenticated") and proof["at"] >= moment for proof in proofs)


def _state(request: HttpRequest) -> dict[str, Any]:
    """What is kept for this user; never what somebody else left in the browser."""
    state = request.session.get(STATE)
    if state and state["user"] == request.user.pk:
        return dict(state)
    return {"user": request.user.pk, "kept": [], "wanted": ""}


def _put(session: SessionBase, state: dict[str, Any]) -> None:
    if state["kept"] or state["wanted"]:
        session[STATE] = state
    else:
        session.pop(STATE, None)


def _entry(path: str, request: HttpRequest) -> dict[str, Any]:
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name.lower()
        for value in values
    ]
    entry = {"id": get_random_string(12), "path": path, "fields": fields}
    return entry if _size(entry) <= MOST else {**entry, "fields": None}


def _within_bounds(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The newest entries that fit together."""
    while sum(map(_size, entries)) > MOST:
        entries = entries[1:]
    return entries


def _size(entry: dict[str, Any]) -> int:
    return sum(len(name) + len(value) for name, value in entry["fields"] or [])
