"""What the record's page shows of this topic: who has the case, and what may be done about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission as P
from esafety.schools.models import Membership
from incidents import queries as incidents
from incidents.cases import presenters, queries
from incidents.cases.choices import Threshold, WayOut
from incidents.models import Exclusion, Incident, Referral, StaffConcern
from incidents.presenters import link


@dataclass(frozen=True)
class Has:
    """A member who has the case, or its technical part, or has no part in it; and a link."""

    name: str
    detail: str
    reason: str = ""
    by: str = ""
    at: datetime | None = None
    url: str = ""


@dataclass(frozen=True)
class Button:
    """Something that can be done, on a page of its own."""

    url: str
    words: str | Promise


@dataclass(frozen=True)
class Adult:
    """An adult whom a case about staff names, with what is decided about them."""

    name: str
    part: str
    threshold: str
    lado: str
    url: str


def panel(incident: Incident, actor: Actor) -> dict[str, Any] | None:
    """Who has the case now, who has no part in it, and what this reader may do about that."""
    shares = actor.can(P.INCIDENT_TRIAGE) and incidents.is_theirs(actor, incident)
    return {
        "seen_by": [_by_role(member) for member in incidents.who_can_see(incident)],
        "referrals": _referrals(incident, shares),
        "exclusions": _exclusions(incident, shares and actor.can(P.INCIDENT_KEEP_OUT)),
        "adults": _adults(incident) if actor.can(P.INCIDENT_STAFF) else [],
        "buttons": _buttons(incident, actor, shares),
    }


def _by_role(member: Membership) -> Has:
    return Has(member.display_name, presenters.roles_of(member))


def _referrals(incident: Incident, shares: bool) -> list[Has]:
    numbers = queries.numbers_of(Referral.objects.filter(incident=incident))
    level = incidents.level_of(incident)

    def row(one: Referral) -> Has:
        detail = _("The technical part") if one.technical else _("The whole case")
        if one.level < level:
            detail = _("Closed to them since the case became narrower")
        url = link(incident, "end_referral", numbers[one.pk]) if shares else ""
        given_by = one.given_by.display_name
        return Has(one.member.display_name, str(detail), one.reason, given_by, one.given_at, url)

    return [row(one) for one in queries.referrals_of(incident)]


def _exclusions(incident: Incident, may_readmit: bool) -> list[Has]:
    numbers = queries.numbers_of(Exclusion.objects.filter(incident=incident))

    def row(one: Exclusion) -> Has:
        url = link(incident, "readmit", numbers[one.pk]) if may_readmit else ""
        detail = str(WayOut(one.kind).label)
        made_by = one.made_by.display_name
        return Has(one.member.display_name, detail, one.reason, made_by, one.made_at, url)

    return [row(one) for one in queries.exclusions_of(incident)]


def _adults(incident: Incident) -> list[Adult]:
    if not incident.staff_subject:
        return []
    adults = {one.pk for one in queries.adults_of(incident)}
    present = queries.newest_concerns(Incident.objects.filter(pk=incident.pk))
    newest = {one.involved_id: one for one in present}
    return [
        Adult(
            name=one.name,
            part=queries.parts_of(one),
            threshold=_threshold(newest.get(one.pk)),
            lado=_lado(newest.get(one.pk)),
            url=link(incident, "staff_concern", number),
        )
        for number, one in enumerate(incident.involved.all(), start=1)
        if one.pk in adults
    ]


def _threshold(concern: StaffConcern | None) -> str:
    return str(Threshold(concern.threshold if concern else Threshold.UNDECIDED).label)


def _lado(concern: StaffConcern | None) -> str:
    if concern is None or not concern.lado_considered:
        return str(_("LADO considered? Not answered yet"))
    return str(
        _("LADO contacted") if concern.lado_contacted else _("LADO considered, not contacted")
    )


def _buttons(incident: Incident, actor: Actor, shares: bool) -> list[Button]:
    """What the services would allow: they ask the same again."""
    staff, marked = incident.staff_subject, incident.child_protection
    protects = shares and actor.can(P.INCIDENT_PROTECT)
    offered: list[tuple[bool, str, str | Promise]] = [
        (shares and incident.is_open, "refer", _("Refer the case")),
        (shares and actor.can(P.INCIDENT_KEEP_OUT), "exclude", _("Keep somebody out")),
        (protects and not marked, "protect", _("Mark child protection")),
        (protects and marked, "unprotect", _("Take the child protection mark off")),
        (shares and not staff, "narrow", _("It is about an adult who works here")),
        (
            shares and staff and actor.can(P.INCIDENT_STAFF),
            "widen",
            _("It is not about staff after all"),
        ),
        (True, "recuse", _("Step back from this case")),
    ]
    return [Button(link(incident, name), words) for may, name, words in offered if may]
