"""Reading a file of people: bytes or pasted text in, rows with values and faults out."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety import records
from esafety.people.choices import ImportKind
from esafety.people.csvfile import cells
from esafety.people.csvfile.columns import (
    GUARDIAN_FIELDS,
    GUARDIANS,
    Column,
    label_of,
    named,
)
from esafety.records import LARGEST, MOST_COLUMNS, Unreadable

__all__ = ["LARGEST", "Reading", "Row", "Unreadable", "read"]

# A row needs one of these columns, so that the same file twice does not make two people.
_KNOWN_BY: dict[str, tuple[set[str], Any]] = {
    ImportKind.PUPILS: (
        {"upn", "admission_number", "date_of_birth"},
        gettext_lazy(
            "Give a UPN, an admission number or a date of birth, "
            "so that the pupil is known again next time."
        ),
    ),
    ImportKind.STAFF: (
        {"email", "staff_number"},
        gettext_lazy(
            "Give an e-mail address or a staff number, so that the person is known again next time."
        ),
    ),
}


@dataclass
class Row:
    """One row: its number as a spreadsheet shows it, the values given, and what is wrong."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[dict[str, str]] = field(default_factory=list)

    def refuse(self, column: str, sentence: str | Promise) -> None:
        """Leave the row out, because of this column ("" for the row as a whole)."""
        self.errors.append({"column": column, "sentence": str(sentence)})


@dataclass
class Reading:
    """A file that could be read: its rows, and the headings that meant nothing to us."""

    kind: str
    rows: list[Row]
    ignored: list[str]


def read(data: bytes | str, kind: str) -> Reading:
    """Read a whole file; raises Unreadable with a sentence, never anything else."""
    written = records.read(data)
    if not written:
        raise Unreadable(_("The file is empty."))
    columns, ignored = _headings(written[0], kind)
    rows = [
        _row(line, record, columns, kind)
        for line, record in enumerate(written[1:], start=2)
        if any(cell.strip() for cell in record)
    ]
    if not rows:
        raise Unreadable(_("The file has headings but no rows."))
    return Reading(kind, rows, ignored)


def _headings(record: list[str], kind: str) -> tuple[list[Column | None], list[str]]:
    if len(record) > MOST_COLUMNS:
        raise Unreadable(_("The file has more than 200 columns."))
    found = [named(kind, heading) for heading in record]
    names = [column.name for column in found if column]
    for needed in ("first_name", "last_name"):
        if needed not in names:
            raise Unreadable(
                _("There is no column “%(name)s”. The first row must name the columns.")
                % {"name": label_of(kind, needed)}
            )
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise Unreadable(
            _("Two columns mean “%(name)s”. Take one of them out.")
            % {"name": label_of(kind, min(twice))}
        )
    unknown = [
        cells.tidy(heading) for heading, column in zip(record, found, strict=True) if not column
    ]
    return found, [heading[:80] for heading in unknown if heading]


def _row(line: int, record: list[str], columns: list[Column | None], kind: str) -> Row:
    row = Row(line)
    if any(cell.strip() for cell in record[len(columns) :]):
        row.refuse("", _("This row has more cells than there are headings."))
    for column, cell in zip(columns, record, strict=False):
        given = cells.tidy(cell) if column else ""
        if column and given:
            try:
                row.values[column.name] = column.read(given)
            except cells.Fault as fault:
                row.refuse(column.name, fault.sentence)
    _check_whole(row, kind)
    return row


def _check_whole(row: Row, kind: str) -> None:
    """What no cell says alone: names missing, dates in the wrong order, nobody to know again."""
    faulty = {error["column"] for error in row.errors}
    given = set(row.values) | faulty
    for name in ("first_name", "last_name"):
        if name not in given:
            row.refuse(name, _("The name is missing."))
    keys, sentence = _KNOWN_BY.get(kind, (given, ""))
    if sentence and not given & keys:
        row.refuse("", sentence)
    joined, left = row.values.get("joined_on", ""), row.values.get("left_on", "")
    if joined and left and left < joined:
        row.refuse("left_on", _("The leaving date is before the joining date."))
    if kind == ImportKind.PUPILS:
        _check_guardians(row, given)


def _check_guardians(row: Row, given: set[str]) -> None:
    for number in range(1, GUARDIANS + 1):
        names = {f"guardian_{number}_{name}" for name in GUARDIAN_FIELDS}
        needed = [f"guardian_{number}_first_name", f"guardian_{number}_last_name"]
        for name in needed if names & given else ():
            if name not in given:
                row.refuse(name, _("The name of the parent or carer is missing."))
