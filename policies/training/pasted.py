"""Lines pasted from a spreadsheet, read as attendance, with a sentence for each line that is wrong.

Pure: who and what is known is handed in.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from esafety.spreadsheets import clean
from policies.training.choices import Kind

HEADINGS = ("day", "kind", "title", "led_by", "email")
MOST_SIGNS, MOST_LINES = 1_500_000, 10_000
_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True)
class Row:
    """One attendance: who was at which session."""

    day: date
    kind: str
    title: str
    led_by: str
    member: int


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one line of the text, by its number (the headings are line 1)."""

    line: int
    sentence: str


@dataclass
class Read:
    """What can be read in, and what cannot and why."""

    rows: list[Row] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def read(text: str, members: Mapping[str, int], today: date) -> Read:
    """The text as attendance. `members` are ids by email address in small letters."""
    found = Read()
    try:
        lines = _lines(text)
    except csv.Error:
        return Read(wrong=[Wrong(1, _("This is not CSV: a quotation mark is not closed."))])
    if sentence := _problem(lines):
        return Read(wrong=[Wrong(1, sentence)])
    seen: dict[tuple[date, str, int], int] = {}
    for number, cells in lines[1:]:
        row = _row(cells, members, today)
        if isinstance(row, str):
            found.wrong.append(Wrong(number, row))
            continue
        key = (row.day, row.title.lower(), row.member)
        if key in seen:
            words = _("This is the same as line %(line)s.") % {"line": seen[key]}
            found.wrong.append(Wrong(number, words))
            continue
        seen[key] = number
        found.rows.append(row)
    return found


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """The lines with something on them, each with its number."""
    first = text.lstrip().partition("\n")[0]
    mark = next((m for m in ("\t", ";") if m in first), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    found, begins = [], 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            found.append((begins, [" ".join(clean(cell).split()) for cell in cells]))
        begins = reader.line_num + 1
    return found


def _problem(lines: list[tuple[int, list[str]]]) -> str:
    headings = ",".join(HEADINGS)
    if not lines or tuple(cell.lower() for cell in lines[0][1]) != HEADINGS:
        return _("The first line has to be: %(headings)s.") % {"headings": headings}
    if len(lines) > MOST_LINES:
        return _("These are too many lines: read in 10,000 or fewer at a time.")
    return ""


def _row(cells: list[str], members: Mapping[str, int], today: date) -> Row | str:
    """The row, or the sentence that says why there is none."""
    if len(cells) != len(HEADINGS):
        return _("This line has %(given)s cells instead of 5.") % {"given": len(cells)}
    day, kind, title, led_by, address = cells
    when, member = _day(day), members.get(address.lower())
    if when is None:
        return _("“%(day)s” is no day. Write it like 4/9/2026.") % {"day": day[:20]}
    if when > today:
        return _("This day is still to come.")
    if kind.lower() not in Kind.values:
        known = ", ".join(Kind.values)
        return _("The kind has to be one of: %(kinds)s.") % {"kinds": known}
    if not title or max(len(title), len(led_by)) > 120:
        return _("The title is missing, or a cell is longer than 120 characters.")
    if member is None:
        return _("No member of staff or governor here has this email address.")
    return Row(when, kind.lower(), title, led_by, member)


def _day(words: str) -> date | None:
    found = _DAY.fullmatch(words)
    if found is None:
        return None
    d, m, y, y2, m2, d2 = found.groups()
    try:
        day = date(int(y or y2), int(m or m2), int(d or d2))
    except ValueError:
        return None
    return day if day.year >= 1990 else None
