"""Year groups, key stages or neither: which table of the children is left worth printing. Pure.

Where more than half of the year groups that are not nought would be covered, only key stages are
printed; where that does not help either, only the number of all children. One of the three is
published of a term, never a second one later: beside each other they would tell more.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from esafety.suppression import Cell, Cover, Rule, suppress, total_of

# The national curriculum's key stages, and the early years before them.
STAGES = {
    "eyfs": ("N1", "N2", "R"),
    "1": ("1", "2"),
    "2": ("3", "4", "5", "6"),
    "3": ("7", "8", "9"),
    "4": ("10", "11"),
    "5": ("12", "13", "14"),
}
_WHOLE, _UNKNOWN = "children", "year.unknown"
_YEARS = frozenset(f"year.{year}" for years in STAGES.values() for year in years)
_STAGES = {f"stage.{stage}": [f"year.{year}" for year in years] for stage, years in STAGES.items()}


class Span(StrEnum):
    """How finely children are told apart by age."""

    YEAR = "year"
    STAGE = "stage"
    ALL = "all"


def fitting(counts: Mapping[str, int], rules: Sequence[Rule]) -> tuple[Span, dict[str, Cell]]:
    """The finest span that leaves enough of its table, and all cells as published with it.

    `counts` have "children" and "year.<code>", with "unknown", which stays as long as the stages
    do. They may have "stage.<code>" beside the years; if not, it is made of them.
    """
    cells = suppress(counts, rules)
    if not too_little(cells, _YEARS):
        return Span.YEAR, cells
    cells = suppress(*in_stages(counts, rules))
    if not too_little(cells, _STAGES):
        return Span.STAGE, cells
    return Span.ALL, suppress(*without(counts, rules, {*_YEARS, *_STAGES, _UNKNOWN}))


def too_little(cells: Mapping[str, Cell], keys: Collection[str]) -> bool:
    """Whether more than half of these cells that are not nought are covered."""
    told = [cell for key, cell in cells.items() if key in keys and cell != 0]
    return sum(isinstance(cell, Cover) for cell in told) * 2 > len(told)


def in_stages(
    counts: Mapping[str, int], rules: Sequence[Rule]
) -> tuple[dict[str, int], list[Rule]]:
    """The counts and rules with key stages in place of year groups."""
    bare, known = without(counts, rules, _YEARS)
    bare |= {stage: sum(counts.get(y, 0) for y in years) for stage, years in _STAGES.items()}
    return bare, [*known, *total_of(_WHOLE, [*_STAGES, _UNKNOWN])]


def without(
    counts: Mapping[str, int], rules: Sequence[Rule], keys: Collection[str]
) -> tuple[dict[str, int], list[Rule]]:
    """The counts and rules without these keys: what is not printed at all tells nothing."""
    bare = {key: number for key, number in counts.items() if key not in keys}
    return bare, [rule for rule in rules if all(key in bare for key, _c in rule.terms)]
