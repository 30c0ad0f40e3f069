"""What differs between two grids of one table, as facts: rows and columns added, taken out and
reworded, cells changed. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from policies import codes
from policies.grid import Grid, Line
from policies.shapes import Cell, Column

_ALIKE = 0.5
"""From this likeness on, a row is a reworded one and not another."""


@dataclass(frozen=True)
class Reworded:
    """Words before and after; of a row, the line as it is now."""

    before: str
    after: str


@dataclass(frozen=True)
class CellChange:
    """One cell that says something else: in which row and column, before and after."""

    row: str
    column: str
    before: str
    after: str


@dataclass
class RowChange:
    """What happened to one row that both have: `was` holds what its cells said, by heading."""

    was: dict[str, str] = field(default_factory=dict)


@dataclass
class Differences:
    """All of it. `rows` are the changes by the newer line's key; `new_rows` the added keys."""

    columns_added: list[str] = field(default_factory=list)
    columns_removed: list[str] = field(default_factory=list)
    columns_reworded: list[Reworded] = field(default_factory=list)
    rows_added: list[str] = field(default_factory=list)
    rows_removed: list[str] = field(default_factory=list)
    rows_reworded: list[Reworded] = field(default_factory=list)
    cells: list[CellChange] = field(default_factory=list)
    reordered: bool = False
    rows: dict[int, RowChange] = field(default_factory=dict)
    new_rows: set[int] = field(default_factory=set)
    new_columns: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        told = [
            self.columns_added,
            self.columns_removed,
            self.columns_reworded,
            self.rows_added,
            self.rows_removed,
            self.rows_reworded,
            self.cells,
        ]
        return self.reordered or any(told)


def between(old: Grid, new: Grid) -> Differences:
    """What the newer grid has that the older had not, and the other way round; retired rows and
    columns count as not there."""
    found = Differences()
    _compare_columns(found, old, new)
    pairs = _pairs(old, new)
    shared = [c for c in new.live_columns if c.heading not in found.new_columns]
    for line in new.live_lines:
        before = pairs.get(line.key)
        if before is None:
            found.rows_added.append(row_words(new, line))
            found.new_rows.add(line.key)
        else:
            _compare_row(found, new, shared, before, line)
    kept = {id(line) for line in pairs.values()}
    found.rows_removed = [row_words(old, o) for o in old.live_lines if id(o) not in kept]
    found.reordered = _reordered(old, new, pairs)
    return found


def _compare_columns(found: Differences, old: Grid, new: Grid) -> None:
    before = {column.heading: column for column in old.live_columns}
    for column in new.live_columns:
        was = before.pop(column.heading, None)
        if was is None:
            found.new_columns.add(column.heading)
            found.columns_added.append(str(column.label))
        elif str(was.label) != str(column.label):
            found.columns_reworded.append(Reworded(str(was.label), str(column.label)))
    found.columns_removed = [str(column.label) for column in before.values()]


def _compare_row(
    found: Differences, new: Grid, shared: Iterable[Column], before: Line, line: Line
) -> None:
    named, change = new.spec.named, RowChange()
    for column in shared:
        was, now = before.cells.get(column.heading, ""), line.cells.get(column.heading, "")
        if was == now:
            continue
        change.was[column.heading] = shown(column, was)
        if column.heading == named:
            found.rows_reworded.append(Reworded(was, now))
        else:
            words = row_words(new, line)
            told = CellChange(words, str(column.label), shown(column, was), shown(column, now))
            found.cells.append(told)
    if change.was:
        found.rows[line.key] = change


def shown(column: Column, text: str) -> str:
    """What a cell says in words: the choice and not its code."""
    if column.cell in (Cell.CHOICE, Cell.TICK):
        return str(dict(column.choices).get(text, text))
    return codes.day_in_words(text) if column.cell == Cell.DAY else text


def row_words(grid: Grid, line: Line) -> str:
    """What a row is called: its words or, where it has none, what it is found again by."""
    spec = grid.spec
    if spec.near:
        parts = [*(line.cells.get(h, "") for h in spec.near), line.cells.get(spec.named, "")]
        return ", ".join(_choice(grid, h, part) for h, part in zip(
            [*spec.near, spec.named], parts, strict=True
        ) if part)  # fmt: skip
    told = line.cells.get(spec.named, "")
    return told or ": ".join(line.cells[h] for h in spec.further or spec.same if line.cells.get(h))


def _choice(grid: Grid, heading: str, text: str) -> str:
    column = next(c for c in grid.spec.columns if c.heading == heading)
    return shown(column, text)


def _pairs(old: Grid, new: Grid) -> dict[int, Line]:
    """The older line of each newer one, by the newer's key."""
    same, left = new.spec.same, list(old.live_lines)
    found: dict[int, Line] = {}
    for line in new.live_lines:
        match = next((o for o in left if _part(o, same) == _part(line, same)), None)
        if match is not None:
            found[line.key] = match
            left.remove(match)
    if new.spec.near:
        _pair_reworded(new, found, left)
    return found


def _pair_reworded(new: Grid, found: dict[int, Line], left: list[Line]) -> None:
    """Rows without codes: what stands in the same place and reads alike is the same row."""
    near, named = new.spec.near, new.spec.named
    for line in new.live_lines:
        if line.key in found:
            continue
        for o in left:
            alike = SequenceMatcher(None, o.cells[named], line.cells[named]).ratio() >= _ALIKE
            if alike and _part(o, near) == _part(line, near):
                found[line.key] = o
                left.remove(o)
                break


def _part(line: Line, headings: Iterable[str]) -> tuple[str, ...]:
    return tuple(line.cells.get(heading, "") for heading in headings)


def _reordered(old: Grid, new: Grid, pairs: dict[int, Line]) -> bool:
    """Whether the rows or columns that both have stand in another order."""
    places = {id(line): n for n, line in enumerate(old.lines)}
    order = [places[id(pairs[o.key])] for o in new.live_lines if o.key in pairs]
    then = [c.heading for c in old.live_columns]
    now = [c.heading for c in new.live_columns if c.heading in then]
    return order != sorted(order) or now != [h for h in then if h in now]
