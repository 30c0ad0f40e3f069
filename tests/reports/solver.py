"""A reader with a solver, who tries to work out covered cells from all that was published.

Written apart from the product's suppression, and unlike it: the covered cells are the unknowns of a
mixed integer programme (SciPy's HiGHS). A cell is recovered when its least and its largest whole
number are the same. Each answer of the solver is rounded and looked at once more in whole numbers,
so no cell counts as safe by a rounding error. Many schools are solved as one programme, in which
they never touch: that is many times faster.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

Cells = Mapping[str, int | str]
# How far above the true number a reader looks, and how far from it first. A bound here can only
# make cells seem recovered that are not.
_ROOM = 60
_NEAR, _SHAKES = 1, 10


@dataclass
class Published:
    """All that was published about one school, with the true numbers, which are one solution.

    `rules`: what the reader knows, as objects with `terms`, `exact` and `plus`. `bounds`: what else
    is told of a cell, as the least and the largest number (from a median or a percentage).
    A cell "hidden" is 1 or more. Whoever guesses that it is 5 or more unless it had to be hidden
    knows more; the reader here is that one, so what holds for them holds for everybody.
    """

    cells: Cells
    counts: Mapping[str, int]
    rules: Iterable
    bounds: Mapping[str, tuple[int, int | None]] = field(default_factory=dict)

    def __post_init__(self):
        self.covered = [k for k, cell in self.cells.items() if not isinstance(cell, int)]
        self.rows = [row for row in map(self._row, self.rules) if row]
        assert all(
            self.range_of(k)[0] <= self.counts[k] <= self.range_of(k)[1] for k in self.covered
        )
        assert self.holds(self.counts), "What is published is not true."

    def range_of(self, key) -> tuple[int, int]:
        number = self.counts[key]
        few = self.cells[key] == "few"
        low, high = (1, 4) if few else (5 if number >= 5 else 1, 4 * number + _ROOM)
        least, most = self.bounds.get(key, (0, None))
        return max(low, least), high if most is None else min(high, most)

    def holds(self, values: Mapping[str, int]) -> bool:
        return all(
            low <= sum(c * values[k] for k, c in terms)
            and (not exact or low == sum(c * values[k] for k, c in terms))
            for terms, low, exact in self.rows
        )

    def _row(self, rule):
        """The rule over covered cells: what it adds up to there at least, or exactly."""
        terms = [(k, c) for k, c in rule.terms if not isinstance(self.cells[k], int)]
        shown = sum(c * self.cells[k] for k, c in rule.terms if isinstance(self.cells[k], int))
        low = -shown - getattr(rule, "plus", 0)
        assert terms or (low == 0 if rule.exact else low <= 0), "What is published is not true."
        return (terms, low, rule.exact) if terms else None


def recovered(schools: Iterable[Published]) -> list[tuple[int, str]]:
    """The covered cells, by the place of their school, that have one value only.

    First without asking for whole numbers, all schools at once and close to the true numbers: most
    corners of what is possible there are whole all the same, and a corner that is not proves
    nothing. Then, school by school, in whole numbers and without that bound, and at last cell by
    cell: only this says that a cell is recovered.
    """
    schools = list(schools)
    left = _Programme(schools, near=_NEAR).shaken(_SHAKES)
    found = []
    for n in sorted({n for n, _key in left}):
        alone = _Programme([schools[n]], {key for m, key in left if m == n})
        alone.narrowed()
        found += [(n, key) for key in alone.with_one_value()]
    return found


def extremes(school: Published, key: str) -> tuple[int, int]:
    """The least and the largest whole number that a covered cell can have, proven by the solver."""
    one = _Programme([school])
    place = one.names.index((0, key))
    return round(one.solve({place: -1})[place]), round(one.solve({place: 1})[place])


class _Programme:
    """The unknowns of all schools side by side. `open`: those without a second number so far."""

    def __init__(
        self, schools: list[Published], keys: set[str] | None = None, near: int = 10**6
    ) -> None:
        self.schools = schools
        self.names = [(n, key) for n, school in enumerate(schools) for key in school.covered]
        self.place = {name: place for place, name in enumerate(self.names)}
        self.open = {p for (_n, key), p in self.place.items() if keys is None or key in keys}
        ends = list(accumulate(len(school.covered) for school in schools))
        self.spans = list(zip([0, *ends], ends, strict=False))
        true = [schools[n].counts[key] for n, key in self.names]
        ranges = np.array([schools[n].range_of(key) for n, key in self.names]).reshape(-1, 2).T
        self.ranges = Bounds(
            np.maximum(ranges[0], np.array(true) - near),
            np.minimum(ranges[1], np.array(true) + near),
        )
        self.limits = self._limits()

    def _limits(self) -> list[LinearConstraint]:
        rows, columns, factors, low, high = [], [], [], [], []
        for n, school in enumerate(self.schools):
            for terms, least, exact in school.rows:
                for key, factor in terms:
                    rows.append(len(low))
                    columns.append(self.place[n, key])
                    factors.append(factor)
                low.append(least)
                high.append(least if exact else np.inf)
        if not low:
            return []
        shape = (len(low), len(self.names))
        return [LinearConstraint(coo_array((factors, (rows, columns)), shape).tocsr(), low, high)]

    def shaken(self, times: int) -> list[tuple[int, str]]:
        """The cells still open after moving all open ones up, down, and to and fro by chance."""
        chance = np.random.default_rng(1)
        for time in range(times):
            if self.open:
                weights = chance.random(len(self.open)) * chance.choice((-1, 1), len(self.open))
                weights = weights if time > 1 else np.full(len(self.open), (1, -1)[time])
                self.solve(dict(zip(sorted(self.open), weights, strict=True)), whole=False)
        return [self.names[place] for place in sorted(self.open)]

    def narrowed(self) -> None:
        """Move all open ones up, and down, in whole numbers, while that helps."""
        before = len(self.open) + 1
        while self.open and len(self.open) < before:
            before = len(self.open)
            for sign in (1, -1):
                self.solve(dict.fromkeys(self.open, sign))

    def with_one_value(self) -> list[str]:
        for place in sorted(self.open):
            for sign in (1, -1):
                if place in self.open:
                    self.solve({place: sign})
        return [self.names[place][1] for place in sorted(self.open)]

    def solve(self, wanted: Mapping[int, float], *, whole: bool = True) -> np.ndarray:
        """The table in which these unknowns are as large (above 0) or small as they can be."""
        goal = np.zeros(len(self.names))
        for place, weight in wanted.items():
            goal[place] = -weight
        kind = np.full(len(goal), int(whole))
        answer = milp(goal, integrality=kind, bounds=self.ranges, constraints=self.limits)
        assert answer.status == 0, answer.message
        for n, (start, end) in enumerate(self.spans):
            part = answer.x[start:end]
            if whole or np.abs(part - np.rint(part)).max(initial=0) < 1e-6:
                self._keep(n, start, np.rint(part).astype(int).tolist())
        return np.rint(answer.x)

    def _keep(self, n: int, start: int, numbers: list[int]) -> None:
        """Take what this table of one school proves; it has to fit in whole numbers."""
        school = self.schools[n]
        values = dict(zip(school.covered, numbers, strict=True))
        for key, number in values.items():
            low, high = school.range_of(key)
            assert low <= number <= high
        assert school.holds(values)
        for step, (key, number) in enumerate(values.items()):
            if number != school.counts[key]:
                self.open.discard(start + step)
