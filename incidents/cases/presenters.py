"""Words, rows and links of the pages about who has a case."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.roles import ROLES, Role
from esafety.schools import queries as schools
from esafety.schools.models import Membership, School
from incidents import differences
from incidents.cases import queries
from incidents.cases.choices import Threshold
from incidents.models import Incident, InvolvedPerson, Referral, StaffConcern, Task
from incidents.presenters import link

_LEADS = (Role.LEAD, Role.DEPUTY_LEAD)
_SAFE = (Role.DSL, Role.DEPUTY_DSL)


@dataclass(frozen=True)
class Fact:
    """One row of components/summary_list.html."""

    key: str | Promise
    value: str


@dataclass(frozen=True)
class Given:
    """A case that was referred to the reader."""

    reference: str
    url: str
    extent: str
    asked: str
    by: str
    at: datetime


def given(referrals: Iterable[Referral]) -> list[Given]:
    """Cases referred to the reader: the whole leads to the record, a part to its own page."""
    return [
        Given(
            reference=row.incident.reference,
            url=link(row.incident, "technical" if row.technical else "record"),
            extent=_("Technical part") if row.technical else _("Whole case"),
            asked=row.reason,
            by=row.given_by.display_name,
            at=row.given_at,
        )
        for row in referrals
    ]


def technical_page(incident: Incident, actor: Actor) -> dict[str, Any]:
    """Only what technical support needs: services, where the evidence is held, the words of the
    referral and the reader's own tasks. Never what happened, and nobody's name."""
    referral = queries.referral_to(incident, actor.membership_id)
    fields = ("platforms", "platform_words", "evidence_held")
    labels = differences.LABELS
    facts = [Fact(labels[f], differences.words(f, getattr(incident, f))) for f in fields]
    return {
        "incident": incident,
        "referral": referral,
        "cancel_url": reverse("incidents:cases", args=[incident.school.slug]),
        "facts": facts,
        "tasks": [_task(one) for one in queries.technical_tasks(incident, actor)],
    }


@dataclass(frozen=True)
class Item:
    """One row of components/task_list.html."""

    title: str
    url: str
    hint: str
    status: str
    tone: str


def _task(task: Task) -> Item:
    tone = "blue" if task.done_at is None else ""
    return Item(task.title, task.get_absolute_url(), "", str(task.get_state_display()), tone)


def roles_of(member: Membership) -> str:
    """The member's roles on the chain, in words."""
    shown = [role for role in ROLES if role in member.roles and role != Role.STAFF]
    return ", ".join(str(ROLES[role].label) for role in shown)


@dataclass(frozen=True)
class Step:
    """One step of the chain: when it applies, to whom the case goes, and who that is now."""

    when: str
    goes_to: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Pile:
    """The steps of one kind of case."""

    title: str
    anchor: str
    steps: list[Step]


def chain_shown(school: School) -> list[Pile]:
    """The rule of `incidents.queries.visible_to` in words, with who that is at present.

    "Out" is whoever the case names, who stepped back from it, or who is kept out of it.
    """
    names = schools.names_by_role(*Role)

    def step(when: str, goes_to: str, *roles: Role) -> Step:
        return Step(when, goes_to, tuple(dict.fromkeys(n for r in roles for n in names[r])))

    return [
        Pile(_("An ordinary case"), "ordinary", _ordinary(step)),
        Pile(_("Marked child protection"), "protected", _protected(step)),
        Pile(_("About an adult who works here"), "staff", _about_staff(step)),
        Pile(_("About the headteacher, whatever else it is"), "head", _about_head(step, school)),
    ]


def _ordinary(step: Callable[..., Step]) -> list[Step]:
    readers = _("eSafety lead and deputies, DSL and deputies, headteacher; senior leaders read it")
    everyone = (*_LEADS, *_SAFE, Role.HEAD, Role.SENIOR_LEADER)
    safeguarding = _("DSL, deputy DSL, headteacher")
    return [
        step(_("Nobody is out"), readers, *everyone),
        step(_("The lead and deputies are out"), safeguarding, *_SAFE, Role.HEAD),
        step(_("Everybody who could handle it is out"), _("Chair of governors"), Role.CHAIR),
    ]


def _protected(step: Callable[..., Step]) -> list[Step]:
    last = _("The headteacher as well, without being named in it")
    return [
        step(_("Nobody is out"), _("DSL, deputy DSL and headteacher only"), *_SAFE, Role.HEAD),
        step(_("The DSL and deputies are out"), _("Headteacher"), Role.HEAD),
        step(last, _("Chair of governors"), Role.CHAIR),
    ]


def _about_staff(step: Callable[..., Step]) -> list[Step]:
    return [
        step(_("Nobody is out"), _("Headteacher only"), Role.HEAD),
        step(_("The headteacher is out"), _("Chair of governors"), Role.CHAIR),
    ]


def _about_head(step: Callable[..., Step], school: School) -> list[Step]:
    outside = (school.outside_contact,) if school.outside_contact else ()
    return [
        step(_("The case names the headteacher"), _("Chair of governors only"), Role.CHAIR),
        Step(_("The chair is out as well"), _("The contact outside the school"), outside),
    ]


def concern_page(
    incident: Incident, row: InvolvedPerson, history: list[StaffConcern]
) -> dict[str, Any]:
    """The page of one concern: whom it is about, and everything decided before."""
    return {
        "incident": incident,
        "row": row,
        "title": _("Concern about a member of staff"),
        "cancel_url": incident.get_absolute_url(),
        "history": [_decided(one) for one in history],
    }


@dataclass(frozen=True)
class Decided:
    """A concern as it stood at one moment."""

    at: datetime
    by: str
    facts: list[Fact]


def _decided(one: StaffConcern) -> Decided:
    def yes(value: bool | None) -> str:
        return {True: _("Yes"), False: _("No")}.get(value, "")  # type: ignore[arg-type]

    shown = {
        "threshold": str(Threshold(one.threshold).label),
        "context": one.context,
        "lado_considered": yes(one.lado_considered),
        "lado_contacted": yes(one.lado_contacted),
        "lado_reason": one.lado_reason,
        "lado_contacted_at": _moment(one.lado_contacted_at),
        "lado_name": one.lado_name,
        "lado_reference": one.lado_reference,
        "lado_advice": one.lado_advice,
        "supply_agency": one.supply_agency,
        "action_taken": one.action_taken,
        "reporter_anonymous": yes(one.reporter_anonymous or None),
        "outcome": one.outcome,
    }
    labels = {field.name: field.verbose_name for field in StaffConcern._meta.fields}
    facts = [Fact(labels[name], value) for name, value in shown.items() if value]
    return Decided(one.made_at, one.made_by.display_name, facts)


def _moment(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i") if at else ""


@dataclass(frozen=True)
class Told:
    """One concern in the pattern: the case, its day and the context."""

    reference: str
    url: str
    day: date
    context: str
    action: str


@dataclass(frozen=True)
class Adult:
    """What was told about one adult, oldest first."""

    name: str
    concerns: list[Told]


def patterns(rows: Iterable[StaffConcern]) -> dict[str, list[Adult]]:
    """Concerns by what they are, and in each by adult, those with the most first."""
    return {name: _by_adult(some) for name, some in queries.thresholds(rows).items()}


def _by_adult(rows: Iterable[StaffConcern]) -> list[Adult]:
    """By the entry in the directory; a name that was only typed is taken as it stands."""
    names: dict[tuple[int | None, str], str] = {}
    found: dict[tuple[int | None, str], list[Told]] = defaultdict(list)
    for row in rows:
        one = row.involved
        key = (one.person_id, "" if one.person_id else one.typed_name.casefold())
        names[key] = one.name
        told = Told(
            row.incident.reference,
            row.incident.get_absolute_url(),
            row.incident.happened_on,
            row.context,
            row.action_taken,
        )
        found[key].append(told)
    adults = [Adult(names[key], concerns) for key, concerns in found.items()]
    return sorted(adults, key=lambda adult: (-len(adult.concerns), adult.name))
