"""Codes of rows and columns, made from their words once and never given to something else. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from policies import codes
from policies.choices import Shape
from policies.grid import Grid, Line

Past = Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """Codes that versions of the table have used, each with its words: of rows and of columns.

    A new row with the words of an old one takes up its code again; no other row ever gets it.
    """

    rows: Past = field(default_factory=dict)
    columns: Past = field(default_factory=dict)


def name_rows(grid: Grid, known: Known) -> None:
    """Give each row that has words and no code its code. One that has a code keeps it."""
    if grid.shape == Shape.CHART:
        _name_boxes(grid)
    elif grid.spec.has_codes:
        for line in list(grid.lines):
            if line.cells[grid.spec.named] and not line.cells["code"]:
                line.cells["code"] = _of_retired(grid, line) or _of_words(grid, line, known.rows)


def _of_retired(grid: Grid, line: Line) -> str:
    """The code of the row with these words that was retired in this draft: it is that row again."""
    named = grid.spec.named
    for one in grid.lines:
        if one.retired and one.cells["code"] and _alike(one.cells[named], line.cells[named]):
            grid.lines.remove(one)
            return one.cells["code"]
    return ""


def _of_words(grid: Grid, line: Line, known: Past) -> str:
    used = {one.cells["code"] for one in grid.lines}
    return _code(line.cells[grid.spec.named], known, used, otherwise="row")


def column_code(grid: Grid, label: str, known: Known) -> str:
    """The heading of a column that is called so: of one retired in this draft, of one of the past,
    or a new one."""
    for heading, retired in grid.ticks.items():
        if retired and _alike(grid.label(heading), label):
            return heading
    used = {column.heading for column in grid.columns}
    return _code(label, known.columns, used, otherwise="action")


def _alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _code(said: str, known: Past, used: set[str], *, otherwise: str) -> str:
    for code, words_then in known.items():
        if code not in used and _alike(words_then, said):
            return code
    return codes.made_from(said, used | known.keys(), otherwise=otherwise)


def _name_boxes(grid: Grid) -> None:
    """Of a chart: a code for each box that has words, and for each answer of a question."""
    taken = {line.cells["node"] for line in grid.lines}
    for line in grid.live_lines:
        cells = line.cells
        if cells["words"] and not cells["node"]:
            cells["node"] = codes.made_from(cells["words"], taken, otherwise="box")
            taken.add(cells["node"])
        if cells["kind"] == "question" and cells["answer_words"] and not cells["answer"]:
            used = {o.cells["answer"] for o in grid.lines if o.cells["node"] == cells["node"]}
            cells["answer"] = codes.made_from(cells["answer_words"], used, otherwise="answer")
