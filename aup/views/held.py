"""The cookie that binds a link to one browser, and the pages that only its holder may open."""

import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from aup.link_forms import WhoForm
from aup.models import Link
from aup.queries import by_link as queries
from aup.services import who
from aup.views import link_pages as pages

NAME = "sign"
IDLE_SECONDS = 3600
_SALT = "aup.views.held"
_MOST_KEPT = 15_000


@dataclass(frozen=True)
class Held:
    """The link that this browser opened; idle where its holder was away for an hour."""

    link: Link
    is_idle: bool


def held_by(request: Any) -> Held | None:
    """The link of this browser in this school, while it works."""
    try:
        kept = request.get_signed_cookie(NAME, salt=_SALT)
        number, key, at = json.loads(kept)
        link = queries.link_in_use(int(number), uuid.UUID(str(key)))
    except (KeyError, signing.BadSignature, ValueError, TypeError):
        return None
    return Held(link, time.time() - at > IDLE_SECONDS) if link is not None else None


def keep(request: Any, answer: HttpResponse, link: Link) -> HttpResponse:
    """Let this browser go on with the link: out of reach of scripts, for these pages only."""
    value = json.dumps([link.pk, str(link.used_key), int(time.time())])
    answer.set_signed_cookie(
        NAME,
        value,
        salt=_SALT,
        max_age=int((link.expires_at - timezone.now()).total_seconds()),
        path=f"/{request.school.slug}/sign/",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return answer


def for_holder(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only the browser that holds a link may open this page. Whoever was away says again who they
    are; what they typed goes with them."""

    @wraps(view)
    def guarded(request: Any, school: str, *args: Any, **kwargs: Any) -> HttpResponse:
        held = held_by(request)
        if held is None:
            return pages.gone(request, typed=request.POST.get("reason", "")[:2000])
        if held.is_idle:
            if request.method != "POST":
                return redirect("sign:come_back", school)
            return _ask_who(request, held.link, typed(request, view.__name__, **kwargs))
        request.link = held.link
        return keep(request, view(request, school, *args, **kwargs), held.link)

    return pages.open_to_all(guarded)


def _ask_who(request: Any, link: Link, kept: str) -> HttpResponse:
    """The page that asks again who it is, with what was typed carried along."""
    form = WhoForm(initial={"kept": kept}, asks_born=who.asks_birth_date(link.person))
    return pages.draw(request, "who", form=form, is_back=True)


def typed(request: Any, page: str, **kwargs: Any) -> str:
    """What was posted, to be carried along; nothing where it is too much."""
    words = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    text = json.dumps({"page": page, "ask": kwargs.get("ask", 0), "words": words})
    return text if len(text) <= _MOST_KEPT else ""


def carried(text: str) -> tuple[str, int, dict[str, str]] | None:
    """What was carried along: the page, the question and the words; None where it is nothing."""
    try:
        found = json.loads(text)
        words = {str(name): str(value) for name, value in found["words"].items()}
        return str(found["page"]), int(found["ask"]), words
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
