"""The way from the page of the policies to all that belongs to them."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission as P


@dataclass(frozen=True)
class Door:
    """One part: what it is called, what it holds, and its address."""

    label: Any
    text: Any
    url: str


_PARTS = (
    (
        P.POLICY_READ,
        "documents:policies",
        _("Policies"),
        _("The school's written policies, with their revisions"),
    ),
    (
        P.POLICY_READ,
        "policies:rules",
        _("Rules"),
        _("What may be used, what follows from misuse, and step by step charts"),
    ),
    (P.POLICY_READ, "aup:agreements", _("Agreements"), _("What each group of people agrees to")),
    (
        P.PLANNER,
        "reviews:planner",
        _("Year planner"),
        _("Reviews, training and checks, month by month"),
    ),
    (
        P.POLICY_ACKNOWLEDGE,
        "reviews:to_read",
        _("Read and understood"),
        _("What you are asked to read and confirm"),
    ),
    (
        P.REGISTERS,
        "registers:registers",
        _("Registers"),
        _("Filtering changes, equipment, guests and others"),
    ),
    (P.TRAINING, "training:training", _("Training"), _("Sessions, who attended, who is due")),
    (
        P.MEETING_ATTEND,
        "meetings:meetings",
        _("Meetings"),
        _("Log reviews and the online safety committee"),
    ),
    (
        P.SURVEY_MANAGE,
        "surveys:surveys",
        _("Surveys"),
        _("What pupils, parents and staff say each year"),
    ),
    (
        P.PLANNER,
        "guidance:guidance",
        _("Guidance"),
        _("Statutory and local guidance, with its editions"),
    ),
)


def doors(actor: Actor, school: str) -> list[Door]:
    """The parts that are there and open to the actor, in their order."""
    found = []
    for needed, name, label, text in _PARTS:
        if actor.can(needed) and (url := _address(name, school)):
            found.append(Door(label, text, url))
    return found


def _address(name: str, school: str) -> str:
    """The address of a part; nothing where that part is not installed."""
    try:
        return reverse(name, args=[school])
    except NoReverseMatch:
        return ""
