"""A draft as the table it is on paper, with a field in each cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from policies.checking import Problem
from policies.grid import Grid, Line
from policies.shapes import Cell, Column
from policies.words import usual_label


@dataclass(frozen=True)
class Field:
    """One cell as a field. `kind`: tick, choice, words or plain; `errors` are whole sentences."""

    name: str
    label: str
    kind: str
    value: str
    choices: tuple[tuple[str, Any, bool], ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def lines(self) -> int:
        """How high the field has to be for what is in it."""
        return min(8, max(2, -(-len(self.value) // 27)))


@dataclass(frozen=True)
class SheetRow:
    """One line with its fields; a retired one has words only."""

    key: int
    words: str
    fields: tuple[Field, ...]
    errors: tuple[str, ...]
    first: bool
    last: bool


@dataclass(frozen=True)
class Heading:
    """One column's head: of ticks it can be reworded, moved and retired."""

    heading: str
    label: str
    own: bool
    name: str = ""
    errors: tuple[str, ...] = ()
    first: bool = False
    last: bool = False


@dataclass(frozen=True)
class Sheet:
    """The whole page of a draft: `errors` are of the table as a whole."""

    head: list[Heading]
    rows: list[SheetRow]
    retired_rows: list[SheetRow]
    retired_columns: list[Heading]
    errors: list[str]
    summary: list[dict[str, str]]
    line_keys: str
    column_names: str
    adds_columns: bool
    wide: bool


def cell_name(key: int, heading: str) -> str:
    """The name of a cell's field."""
    return f"cell-{key}-{heading}"


def column_name(heading: str) -> str:
    """The name of the field with a column's words."""
    return f"column-{heading}"


def sheet(grid: Grid, problems: Iterable[Problem] = ()) -> Sheet:
    """The fields of a grid, each with the sentences that belong to it."""
    told: dict[tuple[int | None, str], list[str]] = {}
    for problem in problems:
        told.setdefault((problem.key, problem.heading), []).append(problem.sentence)
    shown = [column for column in grid.live_columns if column.cell != Cell.CODE]
    live = grid.live_lines
    rows = [_row(grid, line, shown, told, line is live[0], line is live[-1]) for line in live]
    own = [column.heading for column in shown if column.heading in grid.ticks]
    head = [_heading(column, own, told) for column in shown]
    return Sheet(
        head=head,
        rows=rows,
        retired_rows=[
            SheetRow(line.key, _words(grid, line), (), (), False, False)
            for line in grid.lines
            if line.retired
        ],
        retired_columns=[
            Heading(h, grid.label(h) or usual_label(h), True)
            for h, retired in grid.ticks.items()
            if retired
        ],
        errors=told.get((None, ""), []),
        summary=_summary(told, {heading.heading: heading.label for heading in head}),
        line_keys=",".join(str(line.key) for line in live),
        column_names=",".join(own),
        adds_columns=grid.spec.ticks,
        wide=len(shown) > 5,
    )


_Told = Mapping[tuple[int | None, str], list[str]]


def _row(
    grid: Grid, line: Line, shown: list[Column], told: _Told, first: bool, last: bool
) -> SheetRow:
    fields = tuple(_field(line, column, told) for column in shown)
    on_the_row = told.get((line.key, ""), []) + told.get((line.key, "code"), [])
    return SheetRow(line.key, _words(grid, line), fields, tuple(on_the_row), first, last)


def _field(line: Line, column: Column, told: _Told) -> Field:
    value = line.cells.get(column.heading, "")
    choices = tuple((code, said, code == value) for code, said in column.choices)
    if value and column.cell == Cell.CHOICE and all(code != value for code, _s, _c in choices):
        # What a CSV or an older version has, and the list has not, stays to be seen.
        choices = (*choices, (value, value, True))
    return Field(
        name=cell_name(line.key, column.heading),
        label=str(column.label),
        kind=column.cell,
        value=value,
        choices=choices,
        errors=tuple(told.get((line.key, column.heading), ())),
    )


def _heading(column: Column, own: list[str], told: _Told) -> Heading:
    if column.heading not in own:
        return Heading(column.heading, str(column.label), False)
    return Heading(
        column.heading,
        str(column.label),
        True,
        column_name(column.heading),
        tuple(told.get((None, column.heading), ())),
        column.heading == own[0],
        column.heading == own[-1],
    )


def _words(grid: Grid, line: Line) -> str:
    return line.cells.get(grid.spec.named, "")


def _summary(told: _Told, labels: Mapping[str, str]) -> list[dict[str, str]]:
    """All sentences for the top of the page, each with the place it belongs to."""
    found = []
    for (key, heading), sentences in told.items():
        target = "rules-table"
        if key is not None and heading in labels:
            target = cell_name(key, heading)
        elif key is not None:
            target = f"row-{key}"
        elif heading:
            target = column_name(heading)
        found += [{"text": sentence, "target": target} for sentence in sentences]
    return found
