"""A second table of whole numbers that fits what is printed: built, not supposed.

One cell is changed by one; each rule that this breaks is mended by changing another cell, the
cheapest way first. A covered cell moves freely within what is printed of it. A shown cell may move
too, at a price: then it has to be covered. So one search answers both "is this cell safe?" (a table
at no price) and "what has to be covered so that it is?" (the table with the lowest price).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

from esafety.suppression.cells import SMALLEST_SHOWN, Cell, Cover, Rule

Changes = dict[str, int]  # the cells in which a second table differs, and their numbers there
Move = tuple[int, int]  # to which number, at which price

# Between two ways of the same price: few changes, and few rules still broken.
_EACH_CHANGE, _EACH_BROKEN = 2, 60
# Prices: a detail costs one unit and a little for its size; a whole of others more, and most of all
# one that is part of nothing. That a small number is not even called small is the last resort.
UNIT, _LARGEST = 1000, 400
UNION, WHOLE, TOP, SMALL_NO_MORE = 3 * UNIT, 10 * UNIT, 30 * UNIT, 80 * UNIT


@dataclass
class Sheet:
    """The counts, the rules between them, and what stands in each cell so far. `fixed` cells were
    printed before: what stands in them stays, though a reader may reckon with other numbers."""

    counts: dict[str, int]
    rules: Sequence[Rule]
    cells: dict[str, Cell]
    fixed: frozenset[str] = frozenset()
    by_key: dict[str, list[int]] = field(default_factory=dict)
    prices: dict[str, int] = field(default_factory=dict)
    sums: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for place, rule in enumerate(self.rules):
            for key, _c in rule.terms:
                self.by_key.setdefault(key, []).append(place)
            self.sums.append(sum(c * self.counts[key] for key, c in rule.terms) + rule.plus)
        self.prices = self._priced()

    def _priced(self) -> dict[str, int]:
        prices = {key: UNIT + min(number, _LARGEST) for key, number in self.counts.items()}
        sums = [rule for rule in self.rules if rule.exact or len(rule.terms) == 2]
        parts = {key for rule in sums for key, _c in rule.terms[1:]}
        for rule in sums:
            whole = rule.terms[0][0]
            prices[whole] += WHOLE if rule.exact else UNION
        for whole in {rule.terms[0][0] for rule in sums} - parts:
            prices[whole] += TOP
        return prices

    def covered(self) -> list[str]:
        return [key for key, cell in self.cells.items() if isinstance(cell, Cover)]

    def range_of(self, key: str) -> tuple[int, int | None]:
        """The numbers a covered cell may have in a second table. One that is hidden though it is
        not small stays so: whoever guesses that "not shown" is 5 or more learns no more either."""
        if self.cells[key] is Cover.FEW:
            return 1, SMALLEST_SHOWN - 1
        return (SMALLEST_SHOWN if self.counts[key] >= SMALLEST_SHOWN else 1), None

    def moves(self, key: str, by: int) -> Iterator[Move]:
        """To which numbers a cell can go that should change by so much, and at which price. Where
        it may not go all the way, as far as it may."""
        number, cell = self.counts[key], self.cells[key]
        wanted = number + by
        if isinstance(cell, Cover):
            low, high = self.range_of(key)
            free = max(wanted, low) if high is None else min(max(wanted, low), high)
            if free != number:
                yield free, 0
            if free != wanted and wanted > 0 and high is not None and key not in self.fixed:
                yield wanted, SMALL_NO_MORE
        elif number and key not in self.fixed and wanted >= SMALLEST_SHOWN:
            yield wanted, self.prices[key]

    def fits(self, changes: Mapping[str, int]) -> bool:
        """Whether the table with these changes keeps all rules and all that is printed."""
        values = {**self.counts, **changes}
        ranges = {key: self.range_of(key) for key in self.covered()}
        return not any(rule.miss(values) for rule in self.rules) and all(
            key in ranges
            and ranges[key][0] <= number
            and (ranges[key][1] is None or number <= (ranges[key][1] or 0))
            for key, number in changes.items()
        )


@dataclass(frozen=True)
class _Try:
    """A table on the way: what it changes, what that costs, by how much it moves each rule."""

    price: int
    changes: Changes
    drift: dict[int, int]
    broken: dict[int, int]

    @property
    def rank(self) -> int:
        return self.price + _EACH_CHANGE * len(self.changes) + _EACH_BROKEN * len(self.broken)


class Search:
    """One search over a sheet, bounded by a number of tries and by the highest price."""

    def __init__(self, sheet: Sheet, *, tries: int, most: int | None = None) -> None:
        self.sheet, self.left, self.most = sheet, tries, most

    def second_table(self, key: str) -> tuple[Changes, int] | None:
        """The changes of the cheapest table found in which this cell differs, and its price."""
        nothing = _Try(0, {}, {}, {})
        return self._best([self._changed(nothing, key, m) for m in self._first(key)])

    def mended(self) -> Changes | None:
        """The changes that make the counts keep the rules; none, where they do already."""
        broken = {place: self._miss(place, 0) for place in range(len(self.sheet.rules))}
        found = self._best([_Try(0, {}, {}, {p: miss for p, miss in broken.items() if miss})])
        return found[0] if found else None

    def _first(self, key: str) -> list[Move]:
        return [move for by in (1, -1) for move in self.sheet.moves(key, by)]

    def _best(self, start: list[_Try]) -> tuple[Changes, int] | None:
        order = count()
        heap: list[tuple[int, int, _Try]] = []
        seen: set[frozenset[tuple[str, int]]] = set()
        queue = start
        while True:
            for one in queue:
                same = frozenset(one.changes.items())
                if same not in seen and (self.most is None or one.price <= self.most):
                    seen.add(same)
                    heappush(heap, (one.rank, next(order), one))
            if not heap or self.left <= 0:
                return None
            self.left -= 1
            _rank, _n, best = heappop(heap)
            if not best.broken:
                return best.changes, best.price
            queue = self._onward(best)

    def _onward(self, one: _Try) -> list[_Try]:
        """All ways to mend the broken rule that leaves the fewest."""
        fewest: list[tuple[str, Move]] | None = None
        for place, miss in one.broken.items():
            ways = list(self._ways(one, place, miss))
            if fewest is None or len(ways) < len(fewest):
                fewest = ways
        return [self._changed(one, key, move) for key, move in fewest or ()]

    def _ways(self, one: _Try, place: int, miss: int) -> Iterator[tuple[str, Move]]:
        for key, c in self.sheet.rules[place].terms:
            if key not in one.changes and self.sheet.counts[key]:
                by = -miss * c if c in (1, -1) else -(-miss // c) if c < 0 else -(miss // c)
                for move in self.sheet.moves(key, by):
                    yield key, move

    def _changed(self, one: _Try, key: str, move: Move) -> _Try:
        number, price = move
        drift, broken = dict(one.drift), dict(one.broken)
        step = number - self.sheet.counts[key]
        for place in self.sheet.by_key.get(key, ()):
            c = next(c for k, c in self.sheet.rules[place].terms if k == key)
            drift[place] = drift.get(place, 0) + c * step
            broken[place] = self._miss(place, drift[place])
            if not broken[place]:
                del broken[place]
        return _Try(one.price + price, {**one.changes, key: number}, drift, broken)

    def _miss(self, place: int, drift: int) -> int:
        total = self.sheet.sums[place] + drift
        return total if self.sheet.rules[place].exact else min(total, 0)
