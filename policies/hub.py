"""The way from the page of the policies to all that belongs to them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
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
    (P.TRAINING, "training:my_training", _("Training"), _("Sessions, who attended, who is due")),
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
    """The parts that are open to the actor, in their order."""
    return [
        Door(label, text, reverse(name, args=[school]))
        for needed, name, label, text in _PARTS
        if actor.can(needed)
    ]
