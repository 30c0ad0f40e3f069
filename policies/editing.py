"""What can be done to a grid on its page: typing, adding, moving, retiring. Pure.

Each act is a code such as "up:3" (the line with the key 3 goes up) or "retire_column:police".
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from policies import codes, words
from policies.grid import MOST_CELLS, Grid, Line
from policies.shapes import Cell, Column

Past = Mapping[str, str]


@dataclass(frozen=True)
class Typed:
    """What a page sent back: the lines and columns that were on it, and what stands in them."""

    lines: frozenset[int] = frozenset()
    columns: frozenset[str] = frozenset()
    cells: Mapping[tuple[int, str], str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """Codes that versions of the table have used, each with its words: of rows and of columns.

    A new row with the words of an old one takes up its code again; no other row ever gets it.
    """

    rows: Past = field(default_factory=dict)
    columns: Past = field(default_factory=dict)


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
    """The text as the column keeps it: several lines only where anything may stand."""
    return codes.several_lines(text) if column.cell == Cell.PLAIN else codes.one_line(text)


def say(grid: Grid, heading: str, label: str) -> None:
    """Call a column so; its usual words are not kept as the school's own."""
    grid.labels.pop(heading, None)
    if label != words.usual_label(heading):
        grid.labels[heading] = label


def name_rows(grid: Grid, known: Known) -> None:
    """Give each row that has words and no code its code. One that has a code keeps it."""
    spec = grid.spec
    if not spec.has_codes:
        return
    used = {line.cells["code"] for line in grid.lines}
    for line in grid.lines:
        said = line.cells[spec.named]
        if said and not line.cells["code"]:
            line.cells["code"] = _code(said, known.rows, used, otherwise="row")
            used.add(line.cells["code"])


def _code(said: str, known: Past, used: set[str], *, otherwise: str) -> str:
    for code, words_then in known.items():
        if code not in used and words_then.casefold() == said.casefold():
            return code
    return codes.made_from(said, used | known.keys(), otherwise=otherwise)


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


def _refuse_large(cells: int) -> None:
    if cells > MOST_CELLS:
        sentence = _("A table can have at most %(most)s cells. Retire what is no longer needed.")
        raise Refused(sentence % {"most": MOST_CELLS})


def _add_row(grid: Grid) -> None:
    _refuse_large(grid.size + len(grid.columns))
    empty = {column.heading: "" for column in grid.spec.columns}
    grid.lines.append(Line(grid.new_key(), empty | dict.fromkeys(grid.ticks, "0")))


def _add_column(grid: Grid, label: str, known: Known) -> None:
    label = codes.one_line(label)
    if not label:
        raise Refused(_("Type what the new column is called, then add it."))
    _refuse_large(grid.size + len(grid.lines))
    used = {column.heading for column in grid.columns}
    heading = _code(label, known.columns, used, otherwise="action")
    grid.ticks[heading] = False
    say(grid, heading, label)
    for line in grid.lines:
        line.cells[heading] = "0"


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
    for line in grid.lines:
        if line.key == key:
            line.retired = retired


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
