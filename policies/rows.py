"""Rows of a file or pasted, read by their headings, with a sentence for each row that is left out.

Pure: what a row means is handed in. Registers, whose columns are declared, read their own.
"""

import csv
import io
import re
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from esafety.records import Unreadable
from esafety.spreadsheets import clean, is_formula

MOST_SIGNS = 1_500_000
_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)

R = TypeVar("R")


class Unfit(Exception):
    """A row that is left out: a sentence, and the code of the column where there is one."""

    def __init__(self, sentence: str, column: str = "") -> None:
        super().__init__("unfit row")
        self.sentence, self.column = sentence, column


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one row, by its number as a spreadsheet shows it (the headings are 1), and
    in which column, by what we call it."""

    line: int
    sentence: str
    column: str = ""


@dataclass
class Read(Generic[R]):
    """What can be read in, and what cannot and why."""

    rows: list[R] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def read(
    records: list[list[str]],
    labels: Mapping[str, str],
    *,
    needed: Collection[str],
    understood: Callable[[Mapping[str, str]], R],
    same: Callable[[R], Hashable],
) -> Read[R]:
    """The records, their headings first, as rows. `labels` are what our own files call the columns,
    by code; `understood` makes a row of its cells or raises Unfit; two rows with the same `same`
    are one. Raises Unreadable for records that cannot be read at all."""
    columns = _columns(records, labels, needed)
    found, seen = Read[R](), dict[Hashable, int]()
    for number, record in enumerate(records[1:], start=2):
        if not any(cell.strip() for cell in record):
            continue
        given = dict.fromkeys(labels, "")
        given |= {columns[n]: plain(cell) for n, cell in enumerate(record) if n in columns}
        try:
            row = understood(given)
            first = seen.setdefault(same(row), number)
            if first != number:
                raise Unfit(_("This is the same as line %(line)s.") % {"line": first})
        except Unfit as unfit:
            column = labels.get(unfit.column, "")
            found.wrong.append(Wrong(number, unfit.sentence, column))
        else:
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


def plain(cell: str) -> str:
    """The cell on one line, without the apostrophe that our own files put before a formula."""
    given = " ".join(clean(cell).split())
    return given[1:] if given.startswith("'") and is_formula(given[1:]) else given


def day(words: str, column: str) -> date:
    """A day as 4/9/2026, 4.9.2026 or 2026-09-04, from 1990 on; raises Unfit."""
    found = _DAY.fullmatch(words)
    if found is not None:
        d, m, y, y2, m2, d2 = found.groups()
        try:
            value = date(int(y or y2), int(m or m2), int(d or d2))
        except ValueError:
            value = date.min
        if value.year >= 1990:
            return value
    sentence = _("“%(day)s” is no day. Write it like 4/9/2026.") % {"day": words[:20]}
    raise Unfit(sentence, column)


def kind(words: str, kinds: type[TextChoices], column: str) -> str:
    """The kind by its code or its words; raises Unfit."""
    known = {str(one.label).casefold(): one.value for one in kinds}
    known |= {one.value: one.value for one in kinds}
    if found := known.get(words.casefold()):
        return str(found)
    codes = {"kinds": ", ".join(kinds.values)}
    raise Unfit(_("The kind has to be one of: %(kinds)s.") % codes, column)


def _columns(
    records: list[list[str]], labels: Mapping[str, str], needed: Collection[str]
) -> dict[int, str]:
    """Which column means what; columns that mean nothing to us are left out."""
    known = {label.casefold(): code for code, label in labels.items()}
    known |= {code: code for code in labels}
    heads = [plain(cell).casefold() for cell in records[0]] if records else []
    found = {place: known[head] for place, head in enumerate(heads) if head in known}
    missing = [code for code in needed if code not in found.values()]
    if missing or len(set(found.values())) < len(found):
        words = {"headings": ", ".join(labels)}
        raise Unreadable(_("The first row has to name each column once: %(headings)s.") % words)
    return found
