"""Words, rows and links for the pages of the registers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from policies.registers import queries
from policies.registers import values as reading
from policies.registers.choices import Source
from policies.registers.declared import Move, Register
from policies.registers.models import Entry, EntryChange, EntryStep
from policies.registers.services.moving import ENDED
from policies.registers.values import Names


@dataclass(frozen=True)
class Column:
    """One head of a table."""

    label: Any
    number: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell of a table."""

    text: str | None = None
    url: str = ""
    tag: Any = ""
    tone: str = ""
    words: bool = False


@dataclass(frozen=True)
class Fact:
    """One row of a summary list."""

    key: Any
    value: str = ""
    tag: Any = ""
    tone: str = ""


@dataclass(frozen=True)
class Happening:
    """One line of an entry's history."""

    title: str
    happened_at: datetime
    by: str = ""
    body: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Step:
    """One move that the reader may make."""

    move: Move
    url: str
    look: str = ""


@dataclass(frozen=True)
class Line:
    """One register on the page of all."""

    register: Register
    url: str
    opened: int = 0
    overdue: int = 0
    missing: int = 0


def head(register: Register) -> list[Column]:
    """The columns of a list."""
    listed = [Column(one.label) for one in register.listed]
    return [Column(_("Reference")), Column(_("State")), *listed]


def rows(register: Register, entries: Iterable[Entry], names: Names, today: date) -> list[Any]:
    """The rows of a list."""
    return [_row(register, entry, names, today) for entry in entries]


def _row(register: Register, entry: Entry, names: Names, today: date) -> list[Cell]:
    state = standing(register, entry, today)
    shown = [
        Cell(reading.words(one, entry.values.get(one.name), names, days="j M Y") or None)
        for one in register.listed
    ]
    link = Cell(entry.reference, url=entry.get_absolute_url())
    return [link, Cell(tag=state.value, tone=state.tone), *shown]


def several(actor: Actor, slug: str, register: Register) -> list[tuple[Any, str]]:
    """The moves that the reader may make with several entries: what they are called, and where."""
    return [
        (
            _("Several: %(step)s") % {"step": one.button},
            reverse("registers:several", args=[slug, register.code, one.code]),
        )
        for one in register.many
        if actor.has_role(*one.who)
    ]


def ticks(register: Register, entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """Entries to tick: number and revision, and what is said of each."""
    some, found = list(entries), []
    names = queries.names_of(some)
    for row in some:
        said = (
            reading.words(one, row.values.get(one.name), names, days="j M Y")
            for one in register.listed
        )
        words = " · ".join([row.reference, *filter(None, said)])
        found.append((f"{row.number}-{row.revision}", words))
    return found


def is_late(register: Register, entry: Entry, today: date) -> bool:
    """Whether an open entry should have been dealt with before today."""
    return bool(
        entry.due_on is not None and entry.due_on < today and register.state(entry.state).is_open
    )


def standing(register: Register, entry: Entry, today: date) -> Fact:
    """How an entry stands: its state, that it is overdue, or that it was dealt with late."""
    state = register.state(entry.state)
    if is_late(register, entry, today):
        words = _("%(state)s, overdue") % {"state": state.label}
        return Fact(_("State"), words, tone="red")
    if reading.is_dealt_with_late(register, entry.values):
        words = _("%(state)s, late") % {"state": state.label}
        return Fact(_("State"), words, tone="orange")
    return Fact(_("State"), str(state.label), tone=state.tone)


def facts(register: Register, entry: Entry, names: Names) -> list[Fact]:
    """Everything that an entry says; what only steps ask for, once it is given."""
    return [
        Fact(one.label, reading.words(one, entry.values.get(one.name), names))
        for one in register.fields
        if not one.later or one.name in entry.values
    ]


def steps(entry: Entry, moves: Iterable[Move]) -> list[Step]:
    """The moves as buttons: approving and going on first, what takes back or refuses after it."""
    args = [entry.school.slug, entry.register, entry.number]
    found = [
        Step(
            one,
            reverse("registers:move", args=[*args, one.code]),
            "secondary" if one.needs_reason and not one.asks else "",
        )
        for one in moves
    ]
    return sorted(found, key=lambda step: step.look)


def history(
    register: Register, changes: Iterable[EntryChange], steps: Iterable[EntryStep], names: Names
) -> list[Happening]:
    """Everything that happened to an entry, newest first."""
    told = [_changed(register, change, names) for change in changes if _is_told(change)]
    told += [_stepped(register, step) for step in steps]
    return sorted(told, key=lambda one: one.happened_at)[::-1]  # of one moment the last comes first


def _is_told(change: EntryChange) -> bool:
    return bool(change.fields)


def _changed(register: Register, change: EntryChange, names: Names) -> Happening:
    first = change.revision == 1
    by_file = change.source == Source.FILE
    title = _("Entered from a file") if first and by_file else _("Entered")
    if not first:
        title = _("Changed by a file") if by_file else _("Changed")
    if change.source == Source.MOVE:
        title = _("Filled in")
    body = "" if first else "\n".join(_difference(register, change, names))
    return Happening(title, change.at, _who(change.by), body)


def _difference(register: Register, change: EntryChange, names: Names) -> list[str]:
    known = {one.name: one for one in register.fields}
    lines = []
    for name, (before, after) in change.fields.items():
        if name not in known:
            continue
        one = known[name]
        was, now = (reading.words(one, value, names) or "–" for value in (before, after))
        words = {"label": one.label, "was": was, "now": now}
        template = _("%(label)s: %(now)s") if was == "–" else _("%(label)s: %(was)s → %(now)s")
        lines.append(template % words)
    return lines


def _stepped(register: Register, step: EntryStep) -> Happening:
    if step.move == ENDED and register.ending is not None:
        title = str(register.ending.done)
    else:
        title = next((str(m.done) for m in register.moves if m.code == step.move), step.move)
    return Happening(title, step.at, _who(step.by), step.reason, strong=True)


def _who(member: Any) -> str:
    return member.display_name if member is not None else _("by itself")


def file_head(register: Register) -> list[str]:
    """The columns of a file: those that are read in again first, then how it stands."""
    asked = [str(one.label) for one in register.asked_at_first]
    later = [str(one.label) for one in register.fields if one.later]
    return [_("Reference"), *asked, _("State"), *later]


def file_row(register: Register, entry: Entry, names: Names) -> list[str]:
    """One entry for a file; nothing here is escaped yet (esafety.spreadsheets does it)."""

    def told(one: Any) -> str:
        return reading.cell(one, entry.values.get(one.name), names)

    asked = [told(one) for one in register.asked_at_first]
    later = [told(one) for one in register.fields if one.later]
    return [entry.reference, *asked, str(register.state(entry.state).label), *later]


def lines(
    there: Iterable[Register],
    counts: dict[str, tuple[int, int]],
    missing: dict[str, int],
    slug: str,
) -> list[Line]:
    """The registers on their page."""
    return [
        Line(
            one,
            reverse("registers:register", args=[slug, one.code]),
            *counts.get(one.code, (0, 0)),
            missing.get(one.code, 0),
        )
        for one in there
    ]
