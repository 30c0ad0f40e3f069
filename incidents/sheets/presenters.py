"""Sheets and marks in words, for pages and files. No queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from incidents.clocks import Clock
from incidents.models import InvolvedPerson, Sheet
from incidents.presenters import Fact as Row
from incidents.sheets.choices import SheetKind
from incidents.sheets.facts import Fact, Facts, Kind, Shape
from incidents.sheets.kinds import KINDS

People = Mapping[str, InvolvedPerson]
SOON_HOURS = 24


def rows(kind: Kind, facts: Facts, people: People) -> list[Row]:
    """The facts in the order of the form, each day with its time, without what was not asked."""
    clocks = {clock for _day, clock in kind.moments}
    return [
        Row(str(one.label), value(kind, one, facts, people))
        for one in kind.facts
        if one.name not in clocks and (one.is_needed(facts) or facts.get(one.name))
    ]


def value(kind: Kind, fact: Fact, facts: Facts, people: People) -> str:
    """One fact in words; empty where there is none."""
    given = facts.get(fact.name)
    if given in (None, "", []):
        return ""
    if fact.choices is not None:
        codes = given if isinstance(given, list) else [given]
        labels = dict(fact.choices.choices)
        return ", ".join(str(labels.get(code, code)) for code in codes)
    if fact.shape in (Shape.DAY, Shape.COMING):
        clock = dict(kind.moments).get(fact.name, "")
        return ", ".join(filter(None, [day_words(given), facts.get(clock, "")]))
    if fact.shape in (Shape.PERSON, Shape.PEOPLE):
        numbers = given if isinstance(given, list) else [given]
        return ", ".join(_name(number, people) for number in numbers)
    return str(given)


def day_words(day: str) -> str:
    return date_format(date.fromisoformat(day), "j F Y")


def _name(number: str, people: People) -> str:
    return people[number].name if number in people else _("Another pupil")


def clock(sheet: Sheet, zone: ZoneInfo, now: datetime) -> Clock | None:
    """The sheet's own clock in words; None where it has none."""
    if sheet.clock_at is None:
        return None
    when = {"when": moment(sheet.clock_at, zone)}
    if sheet.settled:
        return Clock("met", _("Decided"))
    if now >= sheet.clock_at:
        return Clock("overdue", _("Overdue: to be decided by %(when)s") % when)
    soon = (sheet.clock_at - now).total_seconds() <= SOON_HOURS * 3600
    return Clock("soon" if soon else "due", _("Decide by %(when)s") % when)


def moment(at: datetime, zone: ZoneInfo) -> str:
    """A moment as one says it: 14:10, Tuesday 24 November 2026."""
    return date_format(at.astimezone(zone), "H:i, l j F Y")


@dataclass(frozen=True)
class Revision:
    """One revision of a sheet: what it said, who wrote it, why, and what differs from before."""

    number: int
    made_at: datetime
    by: str
    reason: str
    changed: list[str]
    rows: list[Row]


def revisions(kind: Kind, sheets: Sequence[Sheet], people: People) -> list[Revision]:
    """All revisions, newest first; `sheets` come in that order."""
    earlier: list[Sheet | None] = [*sheets[1:], None]
    return [
        Revision(
            number=sheet.revision,
            made_at=sheet.made_at,
            by=sheet.made_by.display_name,
            reason=sheet.reason,
            changed=_changed(kind, before.facts, sheet.facts) if before else [],
            rows=rows(kind, sheet.facts, people),
        )
        for sheet, before in zip(sheets, earlier, strict=True)
    ]


def _changed(kind: Kind, before: Facts, after: Facts) -> list[str]:
    return [str(one.label) for one in kind.facts if before.get(one.name) != after.get(one.name)]


@dataclass(frozen=True)
class Shown:
    """One sheet in a list."""

    title: str
    kind: str
    number: int
    sentence: str
    when: str
    clock: Clock | None
    corrected: bool


def shown(sheet: Sheet, zone: ZoneInfo, now: datetime) -> Shown:
    """One sheet as a list shows it."""
    kind = KINDS[SheetKind(sheet.kind)]
    at = kind.happened_at(sheet.facts, zone)
    return Shown(
        title=title(kind, sheet.number),
        kind=sheet.kind,
        number=sheet.number,
        sentence=kind.sentence(sheet.facts),
        when=date_format(at.astimezone(zone), "j F Y, H:i") if at else "",
        clock=clock(sheet, zone, now),
        corrected=sheet.revision > 1,
    )


def title(kind: Kind, number: int) -> str:
    """What a sheet is called on its incident: "Referral 2"."""
    return _("%(title)s %(number)s") % {"title": kind.title, "number": number}


def file_head(kind: Kind) -> list[str]:
    """The columns of the register of one kind, for a file."""
    own = [str(one.label) for one in kind.facts]
    return [_("Reference"), _("Number"), _("Revision"), _("Written by"), _("Written on"), *own]


def file_row(kind: Kind, sheet: Sheet, people: People, zone: ZoneInfo) -> list[str]:
    """One sheet of the register, every fact in its own column."""
    facts: dict[str, Any] = sheet.facts
    alone = {one.name: {one.name: facts.get(one.name)} for one in kind.facts}
    own = [value(kind, one, alone[one.name], people) for one in kind.facts]
    return [
        sheet.incident.reference,
        str(sheet.number),
        str(sheet.revision),
        sheet.made_by.display_name,
        sheet.made_at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        *own,
    ]
