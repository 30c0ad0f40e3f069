"""What can be done to a grid on its page: typing, adding, moving, retiring. Pure.

Each act is a code such as "up:3" (the line with the key 3 goes up) or "retire_column:police".
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from policies import codes, words
from policies.choices import Shape
from policies.grid import MOST_CELLS, MOST_COLUMNS, MOST_KEPT, Grid, Line
from policies.naming import Known, column_code
from policies.shapes import Cell, Column


@dataclass(frozen=True)
class Typed:
    """What a page sent back: the lines and columns that were on it, and what stands in them."""

    lines: frozenset[int] = frozenset()
    columns: frozenset[str] = frozenset()
    cells: Mapping[tuple[int, str], str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


def type_in(grid: Grid, typed: Typed) -> None:
    """Put what was typed into the grid; lines and columns that were not on the page stay."""
    for line in grid.lines:
        if line.key in typed.lines and not line.retired:
            for column in grid.live_columns:
                _type_cell(line, column, typed)
    for heading in grid.ticks:
        if heading in typed.columns and heading in typed.labels:
            say(grid, heading, codes.one_line(typed.labels[heading]))


def _type_cell(line: Line, column: Column, typed: Typed) -> None:
    given = typed.cells.get((line.key, column.heading))
    if column.cell == Cell.TICK:
        # A box that is not ticked is not sent: it counts if its column was on the page.
        if column.heading in typed.columns:
            line.cells[column.heading] = "1" if given else "0"
    elif given is not None and column.cell != Cell.CODE:
        line.cells[column.heading] = tidy(column, given)


def tidy(column: Column, text: str) -> str:
    """The text as the column keeps it: several lines only where anything may stand; a day that
    can be read as 2026-11-01."""
    if column.cell == Cell.PLAIN:
        return codes.several_lines(text)
    return codes.day(text) if column.cell == Cell.DAY else codes.one_line(text)


def say(grid: Grid, heading: str, label: str) -> None:
    """Call a column so; its usual words are not kept as the school's own."""
    grid.labels.pop(heading, None)
    if label != words.usual_label(heading):
        grid.labels[heading] = label


def do(grid: Grid, act: str, known: Known) -> None:
    """Do the act. One that does not fit what is there, or is none of ours, does nothing.

    Raises Refused where the table would have more cells than one page can send back.
    """
    name, _colon, what = act.partition(":")
    if name == "add_row":
        _add_row(grid)
    elif name == "add_column" and grid.spec.ticks:
        _add_column(grid, what, known)
    elif name in _TO_A_LINE and what.isascii() and what.isdigit() and len(what) < 10:
        _TO_A_LINE[name](grid, int(what))
    elif name in _TO_A_COLUMN and what in grid.ticks:
        _TO_A_COLUMN[name](grid, what)
    if name in _GROW:
        refuse_large(grid)


def refuse_large(grid: Grid) -> None:
    """Raise Refused where the grid has become more than a page can send back, or a draft keep:
    what is retired counts only for the latter."""
    if grid.size > MOST_CELLS:
        sentence = _("A table can have at most %(most)s cells. Retire what is no longer needed.")
        raise Refused(sentence % {"most": MOST_CELLS})
    if len(grid.live_columns) > MOST_COLUMNS:
        sentence = _("A table can have at most %(most)s columns. Retire what is no longer needed.")
        raise Refused(sentence % {"most": MOST_COLUMNS})
    if len(grid.lines) * len(grid.columns) > MOST_KEPT:
        raise Refused(
            _("Too much is retired in this draft. Put it in force, or drop it and begin again.")
        )


def _add_row(grid: Grid, at: int | None = None, carried: dict[str, str] | None = None) -> None:
    empty = {column.heading: "" for column in grid.spec.columns}
    cells = empty | dict.fromkeys(grid.ticks, "0") | (carried or {})
    grid.lines.insert(len(grid.lines) if at is None else at, Line(grid.new_key(), cells))


def _add_below(grid: Grid, key: int) -> None:
    """A row below another, with what the two share: the same level, or the same question."""
    at = next((n for n, line in enumerate(grid.lines) if line.key == key), None)
    if at is None:
        return
    above, carried = grid.lines[at].cells, grid.spec.carried
    if grid.shape == Shape.CHART and above["kind"] != "question":
        carried = ()
    _add_row(grid, at + 1, {heading: above[heading] for heading in carried})


def _add_column(grid: Grid, label: str, known: Known) -> None:
    label = codes.one_line(label)
    if not label:
        raise Refused(_("Type what the new column is called, then add it."))
    heading = column_code(grid, label, known)
    if heading not in grid.ticks:
        for line in grid.lines:
            line.cells[heading] = "0"
    grid.ticks[heading] = False
    say(grid, heading, label)


def _move(grid: Grid, key: int, by: int) -> None:
    """Past the next line that is not retired: that is what the reader sees move."""
    at = next((n for n, line in enumerate(grid.lines) if line.key == key), None)
    if at is None:
        return
    ways: Iterable[int] = range(at + by, len(grid.lines) if by > 0 else -1, by)
    to = next((n for n in ways if not grid.lines[n].retired), None)
    if to is not None:
        grid.lines.insert(to, grid.lines.pop(at))


def _retire(grid: Grid, key: int, retired: bool) -> None:
    """Out of the next version, or back into it. A row in which nothing was written just goes."""
    line = next((line for line in grid.lines if line.key == key), None)
    if line is None:
        return
    line.retired = retired
    if not any(text for heading, text in line.cells.items() if heading not in grid.ticks):
        grid.lines.remove(line)


def _move_column(grid: Grid, heading: str, by: int) -> None:
    order = list(grid.ticks)
    at = order.index(heading)
    ways: Iterable[int] = range(at + by, len(order) if by > 0 else -1, by)
    to = next((n for n in ways if not grid.ticks[order[n]]), None)
    if to is not None:
        order.insert(to, order.pop(at))
        grid.ticks = {heading: grid.ticks[heading] for heading in order}


def _retire_column(grid: Grid, heading: str, retired: bool) -> None:
    grid.ticks[heading] = retired


_TO_A_LINE: dict[str, Callable[[Grid, int], None]] = {
    "add_below": _add_below,
    "up": lambda grid, key: _move(grid, key, -1),
    "down": lambda grid, key: _move(grid, key, 1),
    "retire": lambda grid, key: _retire(grid, key, True),
    "back": lambda grid, key: _retire(grid, key, False),
}
_TO_A_COLUMN: dict[str, Callable[[Grid, str], None]] = {
    "left": lambda grid, heading: _move_column(grid, heading, -1),
    "right": lambda grid, heading: _move_column(grid, heading, 1),
    "retire_column": lambda grid, heading: _retire_column(grid, heading, True),
    "back_column": lambda grid, heading: _retire_column(grid, heading, False),
}


_GROW = ("add_row", "add_below", "add_column", "back", "back_column")


def replace(old: Grid, new: Grid) -> None:
    """Keep in the new grid what the old one has besides: its columns and lines as retired ones,
    and the words of columns that both have."""
    for heading in old.ticks:
        if heading not in new.ticks:
            new.ticks[heading] = True
            for line in new.lines:
                line.cells[heading] = "0"
    for heading in old.labels.keys() & new.ticks.keys():
        new.labels[heading] = old.labels[heading]
    taken = {_same(new, line) for line in new.lines}
    for line in old.lines:
        if _same(old, line) not in taken:
            cells = {column.heading: "" for column in new.spec.columns}
            cells |= dict.fromkeys(new.ticks, "0") | line.cells
            new.lines.append(Line(new.new_key(), cells, retired=True))


def _same(grid: Grid, line: Line) -> tuple[str, ...]:
    return tuple(line.cells.get(heading, "") for heading in grid.spec.same)
