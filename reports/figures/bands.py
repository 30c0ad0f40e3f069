"""Year groups, key stages or neither: which table of the children is left worth printing. Pure.

Where more than half of the year groups that are not nought would be covered, only key stages are
printed; where that does not help either, only the number of all children. One of the three is
published of a term, never a second one later: beside each other they would tell more.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from esafety.suppression import Cell, Cover, Rule, suppress, total_of
from reports.figures.people import STAGES

_WHOLE, _UNKNOWN = "children", "year.unknown"
_YEARS = frozenset(f"year.{year}" for years in STAGES.values() for year in years)
_STAGES = {f"stage.{stage}": [f"year.{year}" for year in years] for stage, years in STAGES.items()}
# Every cell that a column may lack because its children are told apart less finely.
AGES = frozenset({*_YEARS, *_STAGES, _UNKNOWN})


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
    cells = suppress(*told_in(Span.STAGE, counts, rules))
    if not too_little(cells, _STAGES):
        return Span.STAGE, cells
    return Span.ALL, suppress(*told_in(Span.ALL, counts, rules))


def printed_in(cells: Collection[str]) -> Span:
    """The span of a column that was printed, by the keys that it has."""
    if not _YEARS.isdisjoint(cells):
        return Span.YEAR
    return Span.ALL if _STAGES.keys().isdisjoint(cells) else Span.STAGE


def told_in(
    span: Span, counts: Mapping[str, int], rules: Sequence[Rule]
) -> tuple[dict[str, int], list[Rule]]:
    """The counts and rules of all that is printed where the children are told apart so."""
    if span == Span.YEAR:
        return dict(counts), list(rules)
    if span == Span.STAGE:
        return in_stages(counts, rules)
    return without(counts, rules, AGES)


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
