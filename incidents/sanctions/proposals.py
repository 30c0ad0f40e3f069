"""What a school's grid proposes for a misuse. Pure: the rows of a version in, actions out.

Two shapes (spec/triage.md, Sanction grids): a tick grid has a column per action, a level grid
gives each misuse a level and each level its responses by occurrence. A school's own rows and
columns are read as the seeds are.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.text import slugify

from policies import words as rules

Rows = Sequence[Sequence[str]]  # the headings first
TICK = "1"
_KEYS = ("code", "misuse", "level")
_LONGEST_CODE = 60


@dataclass(frozen=True)
class Misuse:
    """One line of a grid: its code, its words and, in a level grid, its level."""

    code: str
    words: str
    level: str = ""


@dataclass(frozen=True)
class Offer:
    """One action of the grid for a misuse: proposed, or offered beside what is proposed.

    `words` are what the school calls a column, or a response as it is written; `code` names the
    action among those of its decision (a column's heading is one).
    """

    code: str
    words: str
    proposed: bool
    condition: str = ""


@dataclass(frozen=True)
class Proposal:
    """What the grid says about one misuse, with the line that is copied to the record."""

    misuse: Misuse
    offers: tuple[Offer, ...]
    row: dict[str, Any] = field(default_factory=dict)

    @property
    def proposed(self) -> list[Offer]:
        return [one for one in self.offers if one.proposed]

    @property
    def offered(self) -> list[Offer]:
        """What the grid has but does not propose here."""
        return [one for one in self.offers if not one.proposed]


def misuses(rows: Rows) -> list[Misuse]:
    """The lines of a grid of either shape, in its order; one without a code cannot be chosen."""
    return [one for one in _lines(rows) if one.code]


def by_ticks(rows: Rows, code: str, labels: Mapping[str, str]) -> Proposal:
    """For a tick grid: every ticked action is proposed, whatever the occurrence; the rest is
    offered. `labels` are the school's words for the columns. Raises LookupError for no
    line of the grid."""
    misuse, cells = _line(rows, code)
    offers = tuple(
        Offer(heading, rules.label(heading, labels), cell.strip() == TICK)
        for heading, cell in zip(rows[0], cells, strict=False)
        if heading not in _KEYS
    )
    return Proposal(misuse, offers, {"columns": list(rows[0]), "cells": list(cells)})


def by_level(rows: Rows, responses: Rows, code: str, occurrence: int) -> Proposal:
    """For a level grid: the responses of the misuse's level for that occurrence are proposed, the
    level's others offered. The last occurrence that the grid knows stands for all later ones.
    Raises LookupError for no line of the grid."""
    misuse, cells = _line(rows, code)
    heads = responses[0] if responses else []
    own = [cells for cells in responses[1:] if _record(heads, cells).get("level") == misuse.level]
    copied = {
        "columns": list(rows[0]),
        "cells": list(cells),
        "response_columns": list(heads),
        "responses": [list(cells) for cells in own],
    }
    records = [_record(heads, cells) for cells in own]
    return Proposal(misuse, tuple(_responses(records, occurrence)), copied)


def _responses(records: list[dict[str, str]], occurrence: int) -> list[Offer]:
    times = sorted({_number(one) for one in records})
    meant = max((n for n in times if n <= occurrence), default=None)
    proposed = [_offer(one, proposed=True) for one in records if _number(one) == meant]
    said = {(one.words, one.condition) for one in proposed}
    others = [_offer(one, proposed=False) for one in records if _number(one) != meant]
    kept = [one for one in others if (one.words, one.condition) not in said]
    return _told_apart([*proposed, *dict.fromkeys(kept)])


def _offer(record: dict[str, str], *, proposed: bool) -> Offer:
    words = record.get("response", "")
    code = slugify(words)[:_LONGEST_CODE] or "response"
    return Offer(code, words, proposed, record.get("condition", ""))


def _told_apart(offers: list[Offer]) -> list[Offer]:
    """Two responses of the same words (under other conditions) get codes of their own."""
    seen: dict[str, int] = {}
    found = []
    for one in offers:
        seen[one.code] = seen.get(one.code, 0) + 1
        if seen[one.code] > 1:
            ending = f"-{seen[one.code]}"
            one = replace(one, code=one.code[: _LONGEST_CODE - len(ending)] + ending)
        found.append(one)
    return found


def rank(level: str) -> tuple[tuple[int, int | str], ...]:
    """The order of levels: C2 before C10, words by their letters. Later is graver."""
    parts = re.findall(r"\d+|\D+", level.casefold())
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)


def _line(rows: Rows, code: str) -> tuple[Misuse, Sequence[str]]:
    for misuse, cells in zip(_lines(rows), rows[1:], strict=True):
        if code and misuse.code == code:
            return misuse, cells
    raise LookupError("The grid does not have this line.")


def _lines(rows: Rows) -> list[Misuse]:
    found = (_record(rows[0], cells) for cells in rows[1:])
    return [Misuse(r.get("code", ""), r.get("misuse", ""), r.get("level", "")) for r in found]


def _record(heads: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return dict(zip(heads, cells, strict=False))


def _number(record: dict[str, str]) -> int:
    written = record.get("occurrence", "").strip()
    return int(written) if written.isascii() and written.isdigit() else 1
