"""A file of one register: which column means which field, how each cell is read, and what each row
would do to the register as it is. The same plan is shown as the preview and carried out."""

from collections import Counter
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from esafety.people.csvfile import cells
from esafety.records import MOST_COLUMNS, Unreadable
from policies.registers import values as kept_values
from policies.registers.choices import RowState
from policies.registers.declared import Field, Kind, Register
from policies.registers.models import Entry
from policies.registers.queries.rolls import Roll, Unknown

REFERENCE = "reference"


@dataclass
class Row:
    """One row: its number as a spreadsheet shows it, what it says, what is wrong with it, and what
    it would do."""

    line: int
    reference: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[dict[str, str]] = field(default_factory=list)
    state: str = RowState.NEW

    def refuse(self, column: str, sentence: str) -> None:
        """Leave the row out, because of this column ("" for the row as a whole)."""
        self.errors.append({"column": column, "sentence": str(sentence)})
        self.state = RowState.ERROR

    def as_json(self) -> dict[str, Any]:
        return {
            "line": self.line,
            "reference": self.reference,
            "values": self.values,
            "errors": self.errors,
            "state": str(self.state),
        }


@dataclass
class Reading:
    """A file that could be read: its rows, and the headings that meant nothing to us."""

    rows: list[Row]
    ignored: list[str]


def read(register: Register, records: list[list[str]], *, roll: Roll, today: date) -> Reading:
    """The rows of the records; raises Unreadable with a sentence."""
    if not records:
        raise Unreadable(_("The file is empty."))
    columns, ignored = _headings(register, records[0])
    rows = [
        _row(register, line, record, columns, roll, today)
        for line, record in enumerate(records[1:], start=2)
        if any(cell.strip() for cell in record)
    ]
    if not rows:
        raise Unreadable(_("The file has headings but no rows."))
    return Reading(rows, ignored)


def _headings(register: Register, record: list[str]) -> tuple[list[str], list[str]]:
    """For each column the name of its field, "" for one that is left out."""
    if len(record) > MOST_COLUMNS:
        raise Unreadable(_("The file has more than 200 columns."))
    known = {kept_values.fold(_("Reference")): REFERENCE, REFERENCE: REFERENCE}
    for one in register.asked_at_first:
        known |= {kept_values.fold(str(one.label)): one.name, kept_values.fold(one.name): one.name}
    names = [known.get(kept_values.fold(heading), "") for heading in record]
    for one in register.asked_at_first:
        if one.needed and one.name not in names:
            words = {"name": one.label}
            raise Unreadable(
                _("There is no column “%(name)s”. The first row must name the columns.") % words
            )
    twice = next((name for name in names if name and names.count(name) > 1), "")
    if twice:
        words = {"name": label_of(register, twice)}
        raise Unreadable(_("Two columns mean “%(name)s”. Take one of them out.") % words)
    unknown = [
        cells.tidy(heading)[:80] for heading, name in zip(record, names, strict=True) if not name
    ]
    return names, [heading for heading in unknown if heading]


def label_of(register: Register, name: str) -> str:
    """What people call a column."""
    if name == REFERENCE:
        return _("Reference")
    known = {one.name: str(one.label) for one in register.fields}
    return known.get(name, name)


def _row(
    register: Register, line: int, record: list[str], columns: list[str], roll: Roll, today: date
) -> Row:
    row = Row(line)
    if any(cell.strip() for cell in record[len(columns) :]):
        row.refuse("", _("This row has more cells than there are headings."))
    for name, cell in zip(columns, record, strict=False):
        given = _plain(cell)
        if name == REFERENCE:
            row.reference = given[:20].upper()
        elif name and given:
            try:
                row.values[name] = _read(register.field(name), given, roll)
            except cells.Fault as fault:
                row.refuse(name, fault.sentence)
            except Unknown as unknown:
                row.refuse(name, unknown.sentence)
    faulty = {error["column"] for error in row.errors}
    row.values = kept_values.settled(register, row.values)
    asked = [one for one in register.asked_at_first if one.name not in faulty]
    for name, sentence in kept_values.faults(
        register, row.values, asked=asked, today=today
    ).items():
        row.refuse(name, sentence)
    return row


def _plain(cell: str) -> str:
    """The cell without the apostrophe that our own files put before what could be run."""
    given = cell.strip()
    escaped = given.startswith("'") and given[1:2] in ("=", "+", "-", "@")
    return given[1:] if escaped else given


def _read(one: Field, given: str, roll: Roll) -> Any:
    if one.kind == Kind.DAY:
        return cells.day(given)
    if one.kind == Kind.YES_NO:
        return cells.yes_or_no(given)
    if one.kind == Kind.WORDS:
        return given.replace("\r\n", "\n").replace("\0", "")
    text = cells.tidy(given)
    if one.kind == Kind.CHOICE:
        return _choice(one, text)
    if one.kind == Kind.PERSON:
        return roll.person(one, text)
    if one.kind == Kind.MEMBER:
        return roll.member(text)
    return _money(text) if one.kind == Kind.MONEY else text


def _choice(one: Field, text: str) -> str:
    word = kept_values.fold(text)
    for code, label in one.choices:
        if word in (kept_values.fold(str(label)), kept_values.fold(code)):
            return code
    known = ", ".join(str(label) for _code, label in one.choices)
    raise cells.Fault(_("Write one of: %(known)s.") % {"known": known})


def _money(text: str) -> str:
    return kept_values.money(text)


def settle(
    register: Register,
    rows: Iterable[Row],
    entries: Iterable[Entry],
    *,
    may_change: Callable[[Entry], bool],
    oneself: Container[int] = (),
) -> list[Row]:
    """What each row would do to these entries: it changes the one of its reference, or it is there
    already with the same words, or it is new. Two rows for one entry are both refused, and so is
    one about the person who sends the file where the register is secret (`oneself`)."""
    by_reference = {entry.reference: entry for entry in entries}
    same = {_fingerprint(register, e.values): e.reference for e in by_reference.values()}
    rows = list(rows)
    named = Counter(row.reference for row in rows if row.reference)
    seen: set[str] = set()
    for row in rows:
        if row.state == RowState.ERROR:
            continue
        mark = _fingerprint(register, row.values)
        if register.secret and row.values.get(register.subject) in oneself:
            row.refuse(register.subject, _("You cannot make an entry about yourself."))
        elif row.reference:
            entry = by_reference.get(row.reference)
            _settle_named(register, row, entry, mark, named)
            if row.state == RowState.CHANGED and entry is not None and not may_change(entry):
                row.refuse(REFERENCE, _("Your role does not let you change this entry."))
        elif mark in same or mark in seen:
            row.state = RowState.UNCHANGED
        seen.add(mark)
    _check_weeks(register, rows, by_reference.values())
    return rows


def _settle_named(
    register: Register, row: Row, entry: Entry | None, mark: str, named: Counter[str]
) -> None:
    if named[row.reference] > 1:
        row.refuse(REFERENCE, _("The file has this reference more than once."))
    elif entry is None:
        row.refuse(REFERENCE, _("The register has no entry with this reference."))
    elif mark == _fingerprint(register, entry.values):
        row.state = RowState.UNCHANGED
    elif not register.state(entry.state).may_change:
        state = {"state": register.state(entry.state).label}
        row.refuse(REFERENCE, _("It is “%(state)s”, so it can no longer be changed.") % state)
    else:
        row.state = RowState.CHANGED


def _check_weeks(register: Register, rows: list[Row], entries: Iterable[Entry]) -> None:
    """A weekly register has one entry for each week."""
    if not register.weekly:
        return
    taken = {e.values.get(register.weekly): e.reference for e in entries if e.state != "withdrawn"}
    for row in rows:
        if row.state not in (RowState.NEW, RowState.CHANGED):
            continue
        week = row.values[register.weekly]
        if taken.get(week, row.reference or "new") != (row.reference or "new"):
            row.refuse(register.weekly, _("This week has an entry already."))
        taken[week] = row.reference or f"row {row.line}"


def _fingerprint(register: Register, values: dict[str, Any]) -> str:
    """What a row and an entry have in common: the values of the form, in one order."""
    return repr([(one.name, values.get(one.name)) for one in register.asked_at_first])
