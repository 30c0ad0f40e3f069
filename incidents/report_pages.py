"""What the pages of a report need beside their form: who to go to now, and the answers in words."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.schools.models import School
from incidents import report_queries
from incidents.choices import OPEN, Part, PersonKind, Place, Platform, Status, When
from incidents.models import Draft, Incident, IncidentType

_DEALT_WITH = gettext_lazy("Being dealt with")


@dataclass(frozen=True)
class Danger:
    """Who to go to in person, now. It never depends on what the report says."""

    dsl_name: str
    dsl_contact: str
    deputy: str


@dataclass(frozen=True)
class Row:
    """One line of the summary, with the way back to where it is asked."""

    key: str
    action_url: str
    value: str = ""
    lines: list[str] = field(default_factory=list)


def danger(school: School) -> Danger:
    """The safeguarding leads of the school in scope, and how to reach them in person: whom the
    register of responsible persons names, else who has the role; those who are there today."""
    leads, deputies = report_queries.safeguarding_leads(school)
    shown = leads or deputies
    others = ", ".join(one.name for one in deputies) if leads else ""
    return Danger(
        dsl_name=", ".join(one.name for one in shown),
        dsl_contact=school.emergency_contact or next((h.contact for h in shown if h.contact), ""),
        deputy=_("If you cannot find them: %(names)s.") % {"names": others} if others else "",
    )


def status_words(incident: Incident) -> str:
    """All that its reporter learns of how it stands."""
    if incident.status == Status.SUBMITTED:
        return str(Status.SUBMITTED.label)
    return str(_DEALT_WITH) if incident.status in OPEN else str(Status.CLOSED.label)


def status_tone(incident: Incident) -> str:
    """The colour of the status, for its tag."""
    if incident.status == Status.SUBMITTED:
        return "blue"
    return "yellow" if incident.status in OPEN else "grey"


def summary(draft: Draft, ready: dict[str, Any], types: list[IncidentType]) -> list[Row]:
    """The answers in words, in the order of the form, to be checked before sending."""
    urls = {step: _change_url(draft, step) for step in ("what", "where-when", "who", "words")}
    labels = {t.code: t.label for t in types}
    chosen = [labels.get(code, code) for code in ready["types"]]
    return [
        Row(_("Type"), urls["what"], lines=[*chosen, *filter(None, [ready["other_words"]])]),
        Row(_("Urgent"), urls["what"], _urgent(ready, types)),
        Row(_("Where"), urls["where-when"], _where(ready)),
        Row(_("When"), urls["where-when"], _when(ready)),
        Row(_("Who was involved"), urls["who"], lines=[_person(row) for row in ready["people"]]),
        Row(_("Full description"), urls["words"], ready["description"]),
        Row(_("Social media and services"), urls["words"], _services(ready)),
        Row(_("Evidence"), urls["words"], ready["evidence"]),
        Row(_("Where the evidence is"), urls["words"], ready["evidence_held"]),
    ]


def _urgent(ready: dict[str, Any], types: list[IncidentType]) -> str:
    """A type that cannot wait is treated as urgent whatever was ticked."""
    if ready["urgent"]:
        return _("Yes")
    at_once = any(t.at_once and t.code in ready["types"] for t in types)
    return _("Yes, because of its type") if at_once else _("No")


def _change_url(draft: Draft, step: str) -> str:
    path = reverse("incidents:step", args=[draft.school.slug, draft.key, step])
    return f"{path}?to=check"


def _where(ready: dict[str, Any]) -> str:
    places = [str(Place(code).label) for code in ready["places"]]
    return ", ".join([*places, *filter(None, [ready["place_words"]])])


def _when(ready: dict[str, Any]) -> str:
    first = _day(ready["happened_on"])
    if ready["when"] == When.RANGE:
        day = _("%(first)s to %(last)s") % {"first": first, "last": _day(ready["happened_until"])}
    elif ready["when"] == When.ABOUT:
        day = _("Not sure, about %(day)s") % {"day": first}
    else:
        day = first
    clock = ready["time"] or _("time not known")
    return ", ".join(filter(None, [day, clock, ready["when_words"]]))


def _day(iso: str) -> str:
    return date_format(date.fromisoformat(iso), "l j F Y")


def _person(row: dict[str, Any]) -> str:
    if row["kind"] == PersonKind.UNKNOWN:
        return _("Nobody involved is known")
    typed = "" if row["person"] else _("name as typed")
    facts = [
        row["name"],
        str(PersonKind(row["kind"]).label),
        _part(row["part"]),
        row["contact"],
        typed,
    ]
    return ", ".join(filter(None, facts))


def _part(code: str) -> str:
    plain = {
        Part.TARGET: _("Target"),
        Part.OFFENDER: _("Offender"),
        Part.BOTH: _("Target and offender"),
    }
    return plain.get(Part(code)) or str(Part(code).label)


def _services(ready: dict[str, Any]) -> str:
    names = [str(Platform(code).label) for code in ready["platforms"]]
    return ", ".join([*names, *filter(None, [ready["platform_words"]])])
