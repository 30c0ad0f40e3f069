"""What may be printed beside what was printed before: a correction beside the edition that it
corrects. Pure.

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
