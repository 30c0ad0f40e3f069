"""What may stand in a cell, and the rules between counts that any reader can know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

SMALLEST_SHOWN = 5


class Cover(StrEnum):
    """What stands in a cell instead of its number."""

    FEW = "few"  # 1 to 4
    HIDDEN = "hidden"  # 1 or more: a nought is always shown


class NotProven(Exception):
    """No second value was found for a covered cell: nothing may be published."""


Cell = int | Cover


@dataclass(frozen=True)
class Rule:
    """That the sum of coefficient times count, plus `plus`, is nought, or (`exact` false) not below
    nought."""

    terms: tuple[tuple[str, int], ...]
    exact: bool
    plus: int = 0

    def miss(self, values: Mapping[str, int]) -> int:
        """How far the values are from keeping the rule: 0 when they keep it."""
        total = sum(coefficient * values[key] for key, coefficient in self.terms) + self.plus
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
