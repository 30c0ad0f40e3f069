"""A reader who tries to work out covered cells. Written apart from the product's suppression.

The reader knows what is printed, that "fewer than 5" is 1 to 4 and "not shown" at least 1, and
how the tables hang together, as sums written down here once more. The search is complete: when it
finds one value only for a cell, no other exists below the cap.
"""

from collections.abc import Iterable

Sums = list[tuple[list[str], str, list[str]]]  # keys, "=" or "<=", keys
Cells = dict[str, int | str]
Ranges = dict[str, tuple[int, int]]
Limits = list[tuple[list[str], list[str], int]]


def sums_of_a_school(types: dict[str, list[str]], outcomes, places, years) -> Sums:
    """What holds in every school, written from the meaning of the figures."""
    groups = list(types)
    known: Sums = [
        (["open", "closed"], "=", ["all"]),
        ([f"outcome.{o}" for o in outcomes], "=", ["closed"]),
        ([f"place.{p}" for p in places], "=", ["all"]),
        ([f"year.{y}" for y in years], "=", ["children"]),
        (["all"], "<=", [f"group.{g}" for g in groups]),
    ]
    for group, members in types.items():
        known.append(([f"group.{group}"], "<=", ["all"]))
        known.append(([f"group.{group}"], "<=", [f"type.{t}" for t in members]))
        known.extend(([f"type.{t}"], "<=", [f"group.{group}"]) for t in members)
    return known


def recoverable(cells: Cells, sums: Sums, cap: int) -> list[str]:
    """The covered cells that have one value only."""
    covered = [key for key, cell in cells.items() if isinstance(cell, str)]
    found: dict[str, set[int]] = {key: set() for key in covered}
    limits = _limits(cells, sums)
    for key in covered:
        _search(cells, limits, key, cap, found)
    return [key for key in covered if len(found[key]) < 2]


def values_found(cells: Cells, sums: Sums, key: str, cap: int) -> set[int]:
    """Two values that a covered cell can have, given all that is printed, or all there are."""
    found: dict[str, set[int]] = {key: set()}
    _search(cells, _limits(cells, sums), key, cap, found)
    return found[key]


def _limits(cells: Cells, sums: Sums) -> Limits:
    """The sums as: covered cells on the left, less those on the right, are at most a number."""
    found = []
    for left, sign, right in sums:
        for small, large in [(left, right)] + ([(right, left)] if sign == "=" else []):
            printed = sum(cells[k] for k in large if isinstance(cells[k], int))
            printed -= sum(cells[k] for k in small if isinstance(cells[k], int))
            unknown = [[k for k in side if isinstance(cells[k], str)] for side in (small, large)]
            if unknown[0] or unknown[1]:
                found.append((unknown[0], unknown[1], printed))
    return found


def _search(cells: Cells, limits: Limits, key: str, cap: int, found: dict[str, set[int]]) -> None:
    """Try the cell's values until two are found; each table found tells of all other cells too."""
    ranges = {k: _range(cell, cap) for k, cell in cells.items() if isinstance(cell, str)}
    for value in range(ranges[key][0], ranges[key][1] + 1):
        if len(found[key]) >= 2:
            return
        table = None if value in found[key] else _table({**ranges, key: (value, value)}, limits)
        for k in found if table else ():
            found[k].add(table[k][0])


def _range(cell: int | str, cap: int) -> tuple[int, int]:
    return (1, 4) if cell == "few" else (1, cap)


def _table(ranges: Ranges, limits: Limits) -> Ranges | None:
    """Whole numbers in these ranges within all limits: narrow, then try value by value."""
    narrow = _narrowed(ranges, limits)
    wide = [key for key, (low, high) in (narrow or {}).items() if low < high]
    if narrow is None or not wide:
        return narrow
    key = min(wide, key=lambda k: narrow[k][1] - narrow[k][0])
    low, high = narrow[key]
    tries = (_table({**narrow, key: (v, v)}, limits) for v in range(low, high + 1))
    return next((table for table in tries if table is not None), None)


def _narrowed(ranges: Ranges, limits: Limits) -> Ranges | None:
    """The ranges without values that some limit rules out; None where nothing is left."""
    ranges, moved = dict(ranges), True
    while moved:
        moved = False
        for small, large, most in limits:
            room = most - sum(ranges[k][0] for k in small) + sum(ranges[k][1] for k in large)
            if room < 0:
                return None
            for k in small:
                low, high = ranges[k]
                if low + room < high:
                    ranges[k], moved = (low, low + room), True
            for k in large:
                low, high = ranges[k]
                if high - room > low:
                    ranges[k], moved = (high - room, high), True
    return ranges


def by_trying_all(cells, sums: Sums, key: str, cap: int) -> set[int]:
    """The plainest way of all, for tables of a few cells: every table of numbers, one by one."""
    covered = [k for k, cell in cells.items() if isinstance(cell, str)]
    found = set()
    for table in _tables(covered, {k: _range(cells[k], cap) for k in covered}):
        whole = {**{k: c for k, c in cells.items() if isinstance(c, int)}, **table}
        if all(_holds(whole, one) for one in sums):
            found.add(whole[key])
    return found


def _tables(keys: list[str], ranges) -> Iterable[dict[str, int]]:
    if not keys:
        yield {}
        return
    low, high = ranges[keys[0]]
    for rest in _tables(keys[1:], ranges):
        for value in range(low, high + 1):
            yield {**rest, keys[0]: value}


def _holds(whole, one) -> bool:
    left, sign, right = one
    a, b = sum(whole[k] for k in left), sum(whole[k] for k in right)
    return a == b if sign == "=" else a <= b
