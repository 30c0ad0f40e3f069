"""A draft as the table it is on paper, with a field in each cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from policies.checking import Problem
from policies.choices import Shape
from policies.codes import day_in_words
from policies.differences import row_words
from policies.grid import Grid, Line
from policies.shapes import Cell, Column, Spec
from policies.words import RATINGS, usual_label

# About how many letters a field has on a line, by how the table stands on the page.
_ACROSS = {(True, False): 52, (False, True): 22, (False, False): 26}


@dataclass(frozen=True)
class Option:
    """One of the list in a cell; a rating says its shape before its words, and has a colour."""

    code: str
    words: str
    chosen: bool
    tone: str = ""


@dataclass(frozen=True)
class Field:
    """One cell as a field. `kind`: tick, choice, words, plain, short or day; `errors` are whole
    sentences; `offers` names the list of what may be typed."""

    name: str
    heading: str
    label: str
    kind: str
    value: str
    choices: tuple[Option, ...] = ()
    errors: tuple[str, ...] = ()
    offers: str = ""
    across: int = 26

    @property
    def lines(self) -> int:
        """How high the field has to be for what is in it."""
        return min(8, max(2, -(-len(self.value) // self.across)))

    @property
    def typed_on_one_line(self) -> bool:
        return self.kind in (Cell.SHORT, Cell.DAY)


@dataclass(frozen=True)
class SheetRow:
    """One line with its fields; a retired one has words only. `add`: what its button adds below."""

    key: int
    words: str
    fields: tuple[Field, ...]
    errors: tuple[str, ...]
    first: bool
    last: bool
    add: Any = ""


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
    stacked: bool
    places: list[tuple[str, str]]


def cell_name(key: int, heading: str) -> str:
    """The name of a cell's field."""
    return f"cell-{key}-{heading}"


def column_name(heading: str) -> str:
    """The name of the field with a column's words."""
    return f"column-{heading}"


def sheet(
    grid: Grid, problems: Iterable[Problem] = (), charts: Mapping[str, str] | None = None
) -> Sheet:
    """The fields of a grid, each with the sentences that belong to it. `charts` are those to which
    an end of a chart can lead on, by code."""
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
        summary=_summary(
            told,
            {heading.heading: heading.label for heading in head},
            {line.key: number for number, line in enumerate(live, 1)},
        ),
        line_keys=",".join(str(line.key) for line in live),
        column_names=",".join(own),
        adds_columns=grid.spec.ticks,
        stacked=grid.spec.stacked,
        places=_places(grid, charts or {}),
    )


def _places(grid: Grid, charts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Where a line of a chart can lead: the chart's boxes, then other charts, with their words."""
    if grid.shape != Shape.CHART:
        return []
    found: dict[str, str] = {}
    for line in grid.live_lines:
        code, words = line.cells["node"], line.cells["words"]
        if code and (words or code not in found):
            found.setdefault(code, words)
    return [*found.items(), *charts.items()]


def _spared(grid: Grid, line: Line) -> set[str]:
    """The headings of cells that a line of a chart has no use for: they are only shown where
    something stands in them. A question's words stand on its first line alone."""
    if grid.shape != Shape.CHART:
        return set()
    node, kind = line.cells["node"], line.cells["kind"]
    first = next((one for one in grid.live_lines if one.cells["node"] == node), line)
    spared = {"answer", "answer_words"} if kind in ("step", "advice", "end") else set[str]()
    if kind == "end":
        spared |= {"contact", "task_for", "task"}
    if node and first is not line:
        spared |= {"words", "help", "contact", "task_for", "task"}
    return spared


_Told = Mapping[tuple[int | None, str], list[str]]


def _row(
    grid: Grid, line: Line, shown: list[Column], told: _Told, first: bool, last: bool
) -> SheetRow:
    spared = _spared(grid, line)
    fields = tuple(
        _field(line, column, told, grid.spec)
        for column in shown
        if column.heading not in spared
        or line.cells.get(column.heading)
        or (line.key, column.heading) in told
    )
    on_the_row = told.get((line.key, ""), []) + told.get((line.key, "code"), [])
    add = _("Add a row")
    if grid.shape == Shape.CHART and line.cells["kind"] == "question":
        add = _("Add an answer")
    return SheetRow(line.key, _words(grid, line), fields, tuple(on_the_row), first, last, add)


def _field(line: Line, column: Column, told: _Told, spec: Spec) -> Field:
    value = line.cells.get(column.heading, "")
    choices = tuple(_option(code, said, code == value) for code, said in column.choices)
    if value and column.cell == Cell.CHOICE and not any(one.chosen for one in choices):
        # What a CSV or an older version has, and the list has not, stays to be seen.
        choices = (*choices, Option(value, value, True))
    return Field(
        name=cell_name(line.key, column.heading),
        heading=column.heading,
        label=f"{column.label} ({column.hint})" if column.hint else str(column.label),
        kind=column.cell,
        value=day_in_words(value) if column.cell == Cell.DAY else value,
        choices=choices,
        errors=tuple(told.get((line.key, column.heading), ())),
        offers="places" if column.heading == "goes_to" else "",
        across=_ACROSS[spec.stacked, spec.ticks],
    )


def _option(code: str, said: Any, chosen: bool) -> Option:
    known = RATINGS.get(code)
    if known is None:
        return Option(code, str(said), chosen)
    return Option(code, f"{known.shape} {said}", chosen, known.tone)


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
    return row_words(grid, line)


def _summary(
    told: _Told, labels: Mapping[str, str], places: Mapping[int, int]
) -> list[dict[str, str]]:
    """All sentences for the top of the page, each with the place it belongs to, in their order."""
    found = []
    in_order = sorted(told.items(), key=lambda one: places.get(one[0][0] or 0, 0))
    for (key, heading), sentences in in_order:
        target = "rules-table"
        if key is not None and heading in labels:
            target = cell_name(key, heading)
        elif key is not None:
            target = f"row-{key}"
        elif heading:
            target = column_name(heading)
        where = _("Row %(row)s") % {"row": places[key]} if key is not None else ""
        where += f", {labels[heading]}" if where and heading in labels else ""
        found += [
            {"text": f"{where}: {said}" if where else said, "target": target} for said in sentences
        ]
    return found
