"""Rows of a file or pasted, read as attendance, with a sentence for each row that is wrong.

Pure: who and what is known is handed in.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from esafety.records import Unreadable
from esafety.spreadsheets import clean, is_formula
from policies.training.choices import Kind

HEADINGS = ("day", "kind", "title", "led_by", "email")
_NEEDED = ("day", "kind", "title", "email")
MOST_SIGNS = 1_500_000
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
    """What is wrong with one row, by its number as a spreadsheet shows it (the headings are 1)."""

    line: int
    sentence: str


@dataclass
class Read:
    """What can be read in, and what cannot and why."""

    rows: list[Row] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def labels() -> dict[str, str]:
    """What the columns are called in our own files, by what they mean."""
    said = (_("Day"), _("Kind"), _("Title"), _("Who led it"), _("Email"))
    return dict(zip(HEADINGS, said, strict=True))


def read(records: list[list[str]], members: Mapping[str, int], today: date) -> Read:
    """The records as attendance, their headings first. `members` are ids by email address in small
    letters. Raises Unreadable for records that cannot be read at all."""
    columns = _columns(records)
    found, seen = Read(), dict[tuple[date, str, int], int]()
    for number, record in enumerate(records[1:], start=2):
        if not any(cell.strip() for cell in record):
            continue
        row = _row(record, columns, members, today)
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
    if not found.rows and not found.wrong:
        raise Unreadable(_("The file has headings but no rows."))
    return found


def as_text(records: list[list[str]]) -> str:
    """The records as CSV, to be sent again when they are confirmed; each keeps its number."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(record or [""] for record in records)
    if len(text := out.getvalue()) > MOST_SIGNS:
        raise Unreadable(_("This is too long. Read it in in parts."))
    return text


def _columns(records: list[list[str]]) -> dict[int, str]:
    """Which column means what; columns that mean nothing to us are left out."""
    known = {label.casefold(): code for code, label in labels().items()}
    known |= {code: code for code in HEADINGS}
    heads = [_plain(cell).casefold() for cell in records[0]] if records else []
    found = {place: known[head] for place, head in enumerate(heads) if head in known}
    missing = [code for code in _NEEDED if code not in found.values()]
    if missing or len(set(found.values())) < len(found):
        words = {"headings": ", ".join(HEADINGS)}
        raise Unreadable(_("The first row has to name each column once: %(headings)s.") % words)
    return found


def _row(
    record: list[str], columns: Mapping[int, str], members: Mapping[str, int], today: date
) -> Row | str:
    """The row, or the sentence that says why there is none."""
    given = dict.fromkeys(HEADINGS, "")
    given |= {columns[n]: _plain(cell) for n, cell in enumerate(record) if n in columns}
    when, member = _day(given["day"]), members.get(given["email"].lower())
    kind, title, led_by = _kind(given["kind"]), given["title"], given["led_by"]
    if when is None:
        return _("“%(day)s” is no day. Write it like 4/9/2026.") % {"day": given["day"][:20]}
    if when > today:
        return _("This day is still to come.")
    if not kind:
        known = ", ".join(Kind.values)
        return _("The kind has to be one of: %(kinds)s.") % {"kinds": known}
    if not title or max(len(title), len(led_by)) > 120:
        return _("The title is missing, or a cell is longer than 120 characters.")
    if member is None:
        return _("No member of staff or governor here has this email address.")
    return Row(when, kind, title, led_by, member)


def _plain(cell: str) -> str:
    """The cell on one line, without the apostrophe that our own files put before a formula."""
    given = " ".join(clean(cell).split())
    return given[1:] if given.startswith("'") and is_formula(given[1:]) else given


def _kind(words: str) -> str:
    """The kind by its code or its words; "" for none."""
    found = {str(kind.label).casefold(): kind.value for kind in Kind}
    found |= {kind.value: kind.value for kind in Kind}
    return found.get(words.casefold(), "")


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
