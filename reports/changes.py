"""What differs between what two editions say: printed figures by their labels, and words. Pure."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from reports.choices import CORRECTION, TEXTS
from reports.figures.tables import Table, tables_of


@dataclass(frozen=True)
class Change:
    """One printed cell that differs: its table, row and column as they are headed, and what it
    said before and says now."""

    table: str
    row: str
    column: str
    old: str
    new: str

    def __str__(self) -> str:
        return _("%(table)s, %(row)s, %(column)s: “%(old)s” became “%(new)s”.") % asdict(self)


_Key = tuple[str, str, int, str]


def between(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """The cells printed from the data of two editions that are not the same, in their order. A
    cell that only one of them has is "not there" in the other."""
    before, after = _cells(old), _cells(new)
    missing = _("not there")
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        title = (after.get(key) or before[key])[0]
        was, now = (cells[key][1] if key in cells else missing for cells in (before, after))
        if was != now:
            found.append(Change(title, key[1], key[3], was, now))
    return found


def of_words(old: dict[str, str], new: dict[str, str]) -> list[str]:
    """The sections whose words are not the same, in their order."""
    keys = (key for key in TEXTS if key != CORRECTION)
    return [key for key in keys if old.get(key, "").strip() != new.get(key, "").strip()]


def _cells(data: dict[str, Any]) -> dict[_Key, tuple[str, str]]:
    """What each cell says, and the title of its table. Rows of one table that are called alike
    are told apart by their place among each other."""
    return {key: cell for table in tables_of(data) for key, cell in _cells_of(table)}


def _cells_of(table: Table) -> Iterator[tuple[_Key, tuple[str, str]]]:
    seen: dict[str, int] = {}
    for row in table.rows:
        place = seen[row.label] = seen.get(row.label, 0) + 1
        for head, cell in zip(table.heads, row.cells, strict=True):
            # Columns without a term are called alike and say nothing.
            yield (table.key, row.label, place, head), (table.title, cell)
