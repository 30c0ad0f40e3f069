"""What may be printed beside what was printed before: a year beside its terms, and a correction
beside the edition that it corrects. Pure.

A reader holds both. So both are one table, the older cells in it cannot change, and no covered cell
of either may be worked out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esafety.suppression.cells import SMALLEST_SHOWN, Cell, Cover, Rule, total_of
from esafety.suppression.covering import agreeing, suppress

# A correction of fewer cases is not printed: the term stays as it was published.
FEWEST_CHANGED = 5


@dataclass(frozen=True)
class Printed:
    """The cells of a period as they were printed, and its counts as they are known now."""

    cells: Mapping[str, Cell]
    counts: Mapping[str, int]


def sum_of(parts: Sequence[Printed], rules: Sequence[Rule]) -> dict[str, Cell]:
    """The cells of a longer period whose parts were printed before, each of them their sum.

    It adds up what was printed, not what would be counted today. A cell that a part did not have
    (a type that was not yet on the list) adds nothing. Raises NotProven where it cannot be printed.
    """
    counts, known = _with_the_sum(parts, rules)
    printed = {
        _in(n, key): cell for n, part in enumerate(parts) for key, cell in part.cells.items()
    }
    cells = suppress(counts, known, published=printed)
    return {key: cells[_in("sum", key)] for part in parts for key in part.cells}


def _with_the_sum(
    parts: Sequence[Printed], rules: Sequence[Rule]
) -> tuple[dict[str, int], list[Rule]]:
    """All parts and their sum as one table, with the rules between them."""
    keys = list(dict.fromkeys(key for part in parts for key in part.cells))
    counts: dict[str, int] = {}
    known = _renamed("sum", rules)
    for n, part in enumerate(parts):
        own = [rule for rule in rules if all(key in part.cells for key, _c in rule.terms)]
        fitting = agreeing(part.counts, own, part.cells)
        counts |= {_in(n, key): fitting[key] for key in part.cells}
        known += _renamed(n, own)
    for key in keys:
        summands = [_in(n, key) for n, part in enumerate(parts) if key in part.cells]
        counts[_in("sum", key)] = sum(counts[one] for one in summands)
        known += total_of(_in("sum", key), summands)
    return counts, known


def corrected(
    before: Printed, now: Mapping[str, int], rules: Sequence[Rule], *, changed: int
) -> dict[str, Cell] | None:
    """The cells of a correction, or None: the period stays as it was printed.

    `changed`: how many cases were added, taken out or count differently now. Fewer than five are
    never printed, for a difference of one is one case. Else a difference is treated like any other
    count: none or at least 5 may be seen; of 1 to 4 the new cell is covered, and neither cell nor
    difference can be worked out, even by a reader who knows which cells changed, and which way.
    Raises NotProven where that cannot be had.
    """
    if changed < FEWEST_CHANGED:
        return None
    then = agreeing(before.counts, rules, before.cells)
    keys = [key for key in now if key in before.cells]
    counts = {_in("then", k): then[k] for k in before.cells} | {_in("now", k): now[k] for k in now}
    known = [*_renamed("then", rules), *_renamed("now", rules)]
    for key in keys:
        more, ends = now[key] - then[key], [_in("now", key), _in("then", key)]
        if more == 0:
            known += total_of(ends[0], ends[1:])
        elif abs(more) < SMALLEST_SHOWN:
            counts[_in("change", key)] = abs(more)
            known += total_of(*_whole_first(ends, more, _in("change", key)))
    given: dict[str, Cell] = {_in("then", key): cell for key, cell in before.cells.items()}
    cells = suppress(
        counts,
        known,
        published=given | {key: Cover.FEW for key in counts if key.startswith(_in("change", ""))},
        hide=[_in("now", key) for key in keys if _stays_covered(before.cells[key], now[key])],
    )
    return {key: cells[_in("now", key)] for key in now}


def _whole_first(ends: list[str], more: int, change: str) -> tuple[str, list[str]]:
    """Of two numbers and the difference between them: the larger, and what it is the sum of."""
    larger, smaller = ends if more > 0 else ends[::-1]
    return larger, [smaller, change]


def _stays_covered(printed: Cell, number: int) -> bool:
    """Whether the new number, beside what was printed, could tell of a change of one to four."""
    if printed is Cover.FEW:
        return number < 2 * SMALLEST_SHOWN - 1
    return printed is Cover.HIDDEN or 0 < abs(number - printed) < SMALLEST_SHOWN


def _renamed(period: str | int, rules: Sequence[Rule]) -> list[Rule]:
    return [
        Rule(tuple((_in(period, key), c) for key, c in rule.terms), rule.exact, rule.plus)
        for rule in rules
    ]


def _in(period: str | int, key: str) -> str:
    return f"{period}|{key}"
