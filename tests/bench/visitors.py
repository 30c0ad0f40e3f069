"""People who visit for the bench: signed in by a session row, with what they type."""

import secrets
import time
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from esafety.accounts.models import User
from incidents.log import searches


def sign_in(actor: Any) -> str:
    """A cookie of a session in which the member signed in a moment ago, with a second factor."""
    user = User.objects.get(pk=actor.user_id)
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {}}
    )
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["idle_seen_at"] = time.time()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def search_for(cookie: str, school: Any, words: str) -> str:
    """The token of words put away in the session of the cookie."""
    session = SessionStore(session_key=cookie.partition("=")[2])
    token = searches.keep(session, school.pk, words)
    session.save()
    return token


def new_csrf() -> str:
    return secrets.token_hex(16)


def signature(csrf: str) -> str:
    """What the last page of a report posts."""
    return urlencode({"csrfmiddlewaretoken": csrf, "signed_name": "Tom Thorn", "declaration": "on"})


def filled_in() -> dict[str, Any]:
    """The answers of a report as they were typed on its four pages."""
    day = [str(part) for part in (3, 11, 2025)]
    return {
        "raw": {
            "what": {"types": ["bullying"]},
            "where-when": {
                "places": ["inside"],
                "when": ["day"],
                **{f"day_{number}": [part] for number, part in enumerate(day)},
                "time": ["10:15"],
            },
            "who": {
                "rows": [
                    {"kind": "child", "name": "Kim Whitebeam", "part": "target"},
                    {"kind": "child", "name": "Jo Sorrel", "part": "offender"},
                ]
            },
            "words": {
                "description": ["A message was passed round. " * 12],
                "platforms": ["snapchat"],
            },
        }
    }
