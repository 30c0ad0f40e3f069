"""What every page knows: the school, the actor and the navigation that fits their roles."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.access.permissions import Permission as P
from esafety.demo import cast
from esafety.notices import queries as notices

_PAGES = (
    (P.HOME, "home", _("Home")),
    (P.INCIDENT_REPORT, "incidents:new", _("Report an incident")),
    (P.TASK_ANSWER, "incidents:tasks", _("Tasks")),
    (P.INCIDENT_LOG, "incidents:log", _("Incident log")),
    (P.REPORT_READ, "reports:reports", _("Reports")),
    (P.PEOPLE_VIEW, "people:directory", _("People")),
    (P.POLICY_READ, "policies:rules", _("Rules")),
    (P.POLICY_READ, "aup:agreements", _("Agreements")),
    (P.REGISTERS, "registers:registers", _("Registers")),
    (P.AUDIT_VIEW, "audit:log", _("Audit log")),
    (P.SETTINGS_VIEW, "schools:settings", _("Settings")),
)

_PUPILS_PAGES = (
    (P.HOME, "home", _("Home")),
    (P.AGREEMENT_SIGN, "aup:mine", _("My agreements")),
)


# Pages that belong to an entry of the navigation though their address begins otherwise.
_ALSO = {
    "incidents:new": ("incidents/draft/", "incidents/sent/", "incidents/mine/"),
    "schools:settings": ("concern/poster/", "incidents/clocks/", "incidents/chain/"),
}


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation."""

    label: Any
    url: str
    current: bool


class Bell:
    """The way to the notices, and how many wait. Nothing is asked before a page shows it."""

    def __init__(self, actor: Any, url: str, path: str) -> None:
        self.url, self.current, self._actor = url, path.startswith(url), actor

    @cached_property
    def unread(self) -> int:
        """How many the reader has not read, of those whose things exist for them."""
        return notices.unread_count(self._actor)


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for every template; works without a school and without a signed-in user."""
    school, actor = getattr(request, "school", None), getattr(request, "actor", None)
    return {
        "product_name": settings.PRODUCT_NAME,
        "demo": settings.DEMO,
        "school": school,
        "actor": actor,
        "bell": _bell(request.path, school, actor),
        "nav_items": _navigation(request.path, school, actor),
        "footer_links": [],
        "idle_minutes": settings.IDLE_MINUTES,
        "keepalive_url": reverse("keep_alive"),
        **_sign_ins(),
    }


def _bell(path: str, school: Any, actor: Any) -> Bell | None:
    if school is None or actor is None or not actor.can(P.NOTICES):
        return None
    return Bell(actor, reverse("notices:notices", args=[school.slug]), path)


def _sign_ins() -> dict[str, Any]:
    """Who can sign in to a demonstration, for its sign-in page; nothing anywhere else."""
    if not settings.DEMO:
        return {}
    return {"demo_people": cast.people(), "demo_password": cast.PASSWORD}


def _navigation(path: str, school: Any, actor: Any) -> list[NavItem]:
    if school is None or actor is None:
        return []
    base = reverse("home", args=[school.slug])
    mine = [
        (name, reverse(name, args=[school.slug]), label)
        for p, name, label in (_PUPILS_PAGES if actor.is_pupil else _PAGES)
        if actor.can(p)
    ]
    starts = [(url, url) for _name, url, _label in mine]
    starts.append((reverse("notices:notices", args=[school.slug]), ""))  # the bell's own
    starts += [(base + also, url) for name, url, _label in mine for also in _ALSO.get(name, ())]
    # The longest address that begins the page's own is where the reader is.
    _begins, here = max((s for s in starts if path.startswith(s[0])), default=("", ""), key=_length)
    return [NavItem(label, url, url == here) for _name, url, label in mine]


def _length(start: tuple[str, str]) -> int:
    return len(start[0])
