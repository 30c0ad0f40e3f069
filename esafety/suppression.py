"""Small numbers kept from being read or worked out. Pure: numbers and rules in, cells out.

A count of 1 to 4 is shown as "fewer than 5". Where the other figures would still give it away,
further cells are "not shown", until for every suppressed cell a second table of whole numbers
exists that fits all that is published and differs in that cell. The second table is found, not
supposed: `_another_value` builds it, so a cell counts as safe only with the proof in hand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SMALLEST_SHOWN = 5
_TRIES = 1500


class Cover(StrEnum):
    """What stands in a cell instead of its number."""

    FEW = "few"  # 1 to 4
    HIDDEN = "hidden"  # 1 or more: a nought is always shown


class NotProven(Exception):
    """With all of it covered, no second value was found for a cell: nothing may be published."""


Cell = int | Cover
Values = dict[str, int]


@dataclass(frozen=True)
class Rule:
    """That the sum of coefficient times count is nought, or (`exact` false) not below nought."""

    terms: tuple[tuple[str, int], ...]
    exact: bool

    def miss(self, values: Mapping[str, int]) -> int:
        """How far the values are from keeping the rule: 0 when they keep it."""
        total = sum(coefficient * values[key] for key, coefficient in self.terms)
        return total if self.exact else min(total, 0)


def total_of(whole: str, parts: Iterable[str]) -> list[Rule]:
    """The whole is the sum of parts that do not overlap."""
    return [Rule(((whole, 1), *((part, -1) for part in parts)), exact=True)]


def union_of(whole: str, parts: Iterable[str]) -> list[Rule]:
    """The whole counts each thing once that is in one part or several: no part is larger, and
    together they are at least as many."""
    parts = list(parts)
    each = [Rule(((whole, 1), (part, -1)), exact=False) for part in parts]
    return [*each, Rule((*((part, 1) for part in parts), (whole, -1)), exact=False)]


def cover_small(counts: Mapping[str, int]) -> dict[str, Cell]:
    """The first step alone: 1 to 4 become FEW."""
    return {k: Cover.FEW if 0 < n < SMALLEST_SHOWN else n for k, n in counts.items()}


def suppress(counts: Mapping[str, int], rules: Iterable[Rule]) -> dict[str, Cell]:
    """Both steps: what may be published of the counts, given all rules that a reader can know.

    The same counts and rules always give the same cells. Raises ValueError for counts that break
    a rule (what a reader knows must be true for the proof to hold) and NotProven where the search
    gives up: then nothing is published.
    """
    table = _Table(dict(counts), list(rules), cover_small(counts))
    if any(rule.miss(table.counts) for rule in table.rules):
        raise ValueError("The counts do not keep the rules.")
    while (bare := table.first_bare()) is not None:
        table.hide_more(bare)
    return table.cells


@dataclass
class _Table:
    """The counts of one column, the rules between them and what is covered so far."""

    counts: Values
    rules: list[Rule]
    cells: dict[str, Cell]
    by_key: dict[str, list[Rule]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule in self.rules:
            for key, _coefficient in rule.terms:
                self.by_key.setdefault(key, []).append(rule)
        self.wholes = {rule.terms[0][0] for rule in self.rules if rule.exact}

    def covered(self) -> list[str]:
        return [key for key, cell in self.cells.items() if isinstance(cell, Cover)]

    def first_bare(self) -> str | None:
        """A covered cell for which no second value is proven, or None."""
        return next((key for key in self.covered() if not self._is_safe(key)), None)

    def _is_safe(self, key: str) -> bool:
        return any(_Search(self).another_value(key, step) for step in (1, -1))

    def allows(self, key: str, value: int) -> bool:
        """Whether a reader has to reckon with this value of a covered cell."""
        return value >= 1 and (self.cells[key] is Cover.HIDDEN or value < SMALLEST_SHOWN)

    def hide_more(self, bare: str) -> None:
        """Cover one cell more, of those tied to the bare one: totals last, then the nearest, then
        the smallest; where none is shown, what is only known to be small becomes "not shown"."""
        steps = self._tied_to(bare)
        shown = [k for k in steps if isinstance(self.cells[k], int) and self.counts[k]]
        small = [k for k in steps if self.cells[k] is Cover.FEW]
        if shown:
            pick = min(shown, key=lambda k: (k in self.wholes, steps[k], self.counts[k]))
        elif small:
            pick = max(small, key=lambda k: (k in self.wholes, self.counts[k]))
        else:
            raise NotProven(bare)
        self.cells[pick] = Cover.HIDDEN

    def _tied_to(self, start: str) -> dict[str, int]:
        """Cells whose rules lead to the start through covered cells, with the steps between."""
        steps, circle = {start: 0}, [start]
        while circle:
            rules = [rule for key in circle for rule in self.by_key.get(key, [])]
            found = dict.fromkeys(k for rule in rules for k, _c in rule.terms if k not in steps)
            steps |= dict.fromkeys(found, steps[circle[0]] + 1)
            circle = [k for k in found if isinstance(self.cells[k], Cover)]
        return steps


class _Search:
    """One search for a second table: change a cell by one, then mend rule after rule."""

    def __init__(self, table: _Table) -> None:
        self.table = table
        self.values = dict(table.counts)
        self.changed: list[str] = []
        self.left = _TRIES

    def another_value(self, key: str, step: int) -> bool:
        """Whether a table that fits exists in which this cell differs by the step."""
        return self._change(key, self.values[key] + step)

    def _change(self, key: str, value: int) -> bool:
        if not self.table.allows(key, value):
            return False
        before, self.values[key] = self.values[key], value
        self.changed.append(key)
        if self._mend():
            return True
        self.values[key] = before
        self.changed.pop()
        return False

    def _mend(self) -> bool:
        """Make a covered, unchanged cell take up what the first broken rule is out by."""
        self.left -= 1
        broken = self._broken()
        if broken is None:
            return True
        miss = broken.miss(self.values)
        for key, coefficient in broken.terms:
            if self.left < 0:
                return False
            free = isinstance(self.table.cells[key], Cover) and key not in self.changed
            if free and self._change(key, self.values[key] - miss * coefficient):
                return True
        return False

    def _broken(self) -> Rule | None:
        touched = (rule for key in self.changed for rule in self.table.by_key.get(key, []))
        return next((rule for rule in touched if rule.miss(self.values)), None)
