"""Words, rows and links of the settings pages."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.permissions import Permission
from esafety.access.roles import ROLES, Role
from esafety.schools.models import Membership, School

CHAIN = (Role.LEAD, Role.DEPUTY_LEAD, Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.CHAIR)


@dataclass(frozen=True)
class Row:
    """One row of components/summary_list.html."""

    key: str
    value: str = ""


@dataclass(frozen=True)
class Link:
    """One entry of components/side_nav.html."""

    label: Any
    url: str
    current: bool


@dataclass(frozen=True)
class Step:
    """One step of who is told: when it applies, who that is, and whether anybody is there."""

    when: str
    roles: str
    names: tuple[str, ...]


_PAGES = (
    ("schools:settings", gettext_lazy("School details"), Permission.SETTINGS_VIEW),
    ("schools:terms", gettext_lazy("Terms and closures"), Permission.SETTINGS_VIEW),
    ("schools:members", gettext_lazy("Members and roles"), Permission.MEMBERS_MANAGE),
)


def side_nav(request: HttpRequest) -> list[Link]:
    """The pages of the settings this actor may open."""
    actor, slug = request.actor, request.school.slug  # type: ignore[attr-defined]
    links = [(label, reverse(name, args=[slug])) for name, label, p in _PAGES if actor.can(p)]
    here = max((url for _label, url in links if request.path.startswith(url)), key=len, default="")
    return [Link(label, url, url == here) for label, url in links]


def details(school: School) -> list[Row]:
    """What the school says about itself."""
    hours = _("%(start)s to %(end)s") % {
        "start": time_format(school.day_starts, "H:i"),
        "end": time_format(school.day_ends, "H:i"),
    }
    return [
        Row(_("Name"), school.name),
        Row(_("Phase"), str(school.get_phase_display())),
        Row(_("School day"), hours),
        Row(_("Time zone"), school.timezone),
        Row(_("References begin with"), school.code),
        Row(_("Handling mark on reports"), school.handling_mark),
    ]


def in_person(school: School, names: dict[Role, list[str]]) -> list[Row]:
    """Whom a report that cannot wait sends people to."""
    return [
        Row(_("DSL"), ", ".join(names[Role.DSL])),
        Row(_("Deputy DSL"), ", ".join(names[Role.DEPUTY_DSL])),
        Row(_("How to reach the DSL on duty"), school.emergency_contact),
        Row(_("Contact outside the school"), school.outside_contact),
    ]


def chain(school: School, names: dict[Role, list[str]]) -> list[Step]:
    """Who is told of a report, and who instead when somebody on the way is named in it."""

    def step(when: str, who: str, *roles: Role) -> Step:
        return Step(when, who, tuple(dict.fromkeys(n for role in roles for n in names[role])))

    outside = (school.outside_contact,) if school.outside_contact else ()
    lead = (Role.LEAD, Role.DEPUTY_LEAD)
    dsl = (Role.DSL, Role.DEPUTY_DSL, Role.HEAD)
    return [
        step(_("None of the people below"), _("eSafety lead and deputies"), *lead),
        step(_("The eSafety lead"), _("DSL, deputy DSL and headteacher"), *dsl),
        step(_("The headteacher"), _("Chair of governors"), Role.CHAIR),
        Step(_("The headteacher and the chair"), _("The contact outside the school"), outside),
    ]


def roles_of(membership: Membership) -> list[Any]:
    """The roles held now, by name, in the order in which roles are listed everywhere."""
    return [ROLES[role].label for role in Role if role in membership.roles]


def role_name(role: Role) -> Any:
    """What the role is called."""
    return ROLES[role].label


def days(first: Any, last: Any) -> str:
    """The first and last day in words: "2 September to 18 December 2026", or one day."""
    end = date_format(last, "j F Y")
    if first == last:
        return end
    start = date_format(first, "j F" if first.year == last.year else "j F Y")
    return _("%(start)s to %(end)s") % {"start": start, "end": end}
