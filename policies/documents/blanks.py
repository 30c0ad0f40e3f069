"""What the school fills in once for all its policies: the blanks, by name. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from esafety.access.roles import Role

MOST = 200


@dataclass(frozen=True)
class Blank:
    """One blank: what is asked, an example or an explanation, and whose name is a first value."""

    name: str
    label: Any
    hint: Any = ""
    role: Role | None = None
    usual: Any = ""


BLANKS: tuple[Blank, ...] = (
    Blank("school", _("Name of the school")),
    Blank("head", _("Headteacher"), role=Role.HEAD),
    Blank("lead", _("eSafety lead"), role=Role.LEAD),
    Blank("dsl", _("Designated safeguarding lead"), role=Role.DSL),
    Blank("deputy_dsl", _("Deputy designated safeguarding lead"), role=Role.DEPUTY_DSL),
    Blank("chair", _("Chair of governors"), role=Role.CHAIR),
    Blank("governor", _("eSafety governor"), role=Role.ESAFETY_GOVERNOR),
    Blank(
        "senior_leader",
        _("Senior leader responsible for filtering and monitoring"),
        role=Role.SENIOR_LEADER,
    ),
    Blank("network", _("Technical support"), role=Role.TECHNICAL_SUPPORT),
    Blank(
        "data_officer",
        _("Data protection officer"),
        _("A name, or an office outside the school."),
    ),
    Blank(
        "how_to_report",
        _("How a pupil or parent reports a concern"),
        _("For example: on the school website under “Tell us”, or to any adult at the school."),
        usual=_("on the school website, or to any adult at the school"),
    ),
    Blank(
        "phone_rule",
        _("Where pupils' phones are during the school day"),
        _("For example: switched off and in the pupil's bag."),
        usual=_("switched off and out of sight"),
    ),
    Blank(
        "filtering_check",
        _("When filtering and monitoring are reviewed each year"),
        usual=_("in September"),
    ),
    Blank("training_day", _("When all staff are trained each year"), usual=_("in September")),
    Blank("starts_on", _("Day from which the policy holds"), _("For example 1 September 2026.")),
    Blank("review_month", _("Month of the yearly review"), usual=_("September")),
)
NAMES = tuple(blank.name for blank in BLANKS)


def first_values(school: str, names: Mapping[Role, list[str]]) -> dict[str, str]:
    """Sensible values for a school that has filled in nothing: its name, who holds each role, and
    what is usual."""
    found = {"school": school}
    for blank in BLANKS:
        if blank.role is not None:
            found[blank.name] = " and ".join(names.get(blank.role, []))
        elif blank.usual:
            found[blank.name] = str(blank.usual)
    return {name: words[:MOST] for name, words in found.items() if words}
