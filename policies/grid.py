"""A table of rules while it is edited: its columns and lines, the retired ones among them. Pure.

Retired columns and lines stay in the draft, so that they can be brought back, and leave with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from policies import words
from policies.shapes import Cell, Column, Spec, spec_of

MOST_CELLS = 900
"""The most cells of one table: its page sends every cell back as a field of one form."""
MOST_COLUMNS = 40
"""The most columns: the words of each are a field of that form as well."""
MOST_KEPT = 4 * MOST_CELLS
"""The most cells of one draft, with all that is retired in it."""


@dataclass
class Line:
    """One row. `key` names it while the draft lives; `cells` are by heading."""

    key: int
    cells: dict[str, str]
    retired: bool = False


@dataclass
class Grid:
    """The columns of ticks by heading (True: retired), the lines in their order, and the words
    of the school for columns. The other columns are those of the shape."""

    shape: str
    ticks: dict[str, bool]
    lines: list[Line]
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def spec(self) -> Spec:
        return spec_of(self.shape)

    @property
    def columns(self) -> list[Column]:
        """All columns in order, the retired ones too."""
        own = [Column(h, self.label(h), Cell.TICK, choices=_TICK) for h in self.ticks]
        return [*self.spec.columns, *own]

    @property
    def live_columns(self) -> list[Column]:
        return [column for column in self.columns if not self.ticks.get(column.heading)]

    @property
    def live_lines(self) -> list[Line]:
        return [line for line in self.lines if not line.retired]

    @property
    def size(self) -> int:
        """How many cells the next version would have."""
        return len(self.live_columns) * len(self.live_lines)

    def label(self, heading: str) -> str:
        return words.label(heading, self.labels)

    def new_key(self) -> int:
        return max((line.key for line in self.lines), default=0) + 1

    def rows(self) -> list[list[str]]:
        """The lines of the CSV that the next version would have, the headings first."""
        headings = [column.heading for column in self.live_columns]
        lines = [[line.cells.get(h, "") for h in headings] for line in self.live_lines]
        return [headings, *lines]

    def live_labels(self) -> dict[str, str]:
        """The school's own words for the columns that the next version would have."""
        live = {column.heading for column in self.live_columns}
        return {heading: said for heading, said in self.labels.items() if heading in live}

    def as_json(self) -> dict[str, Any]:
        """As a draft keeps it."""
        lines = [{"key": o.key, "cells": o.cells, "retired": o.retired} for o in self.lines]
        ticks = [[heading, retired] for heading, retired in self.ticks.items()]
        return {"ticks": ticks, "lines": lines, "labels": self.labels}


_TICK = list(words.YES_OR_NO.items())


def of_rows(shape: str, rows: list[list[str]], labels: Mapping[str, str]) -> Grid:
    """The grid of a version's lines, the headings first."""
    headings, spec = rows[0], spec_of(shape)
    own = headings[len(spec.columns) :] if spec.ticks else []
    lines = [
        Line(key, dict(zip(headings, row, strict=True))) for key, row in enumerate(rows[1:], 1)
    ]
    return Grid(shape, dict.fromkeys(own, False), lines, dict(labels))


def of_json(shape: str, kept: Any) -> Grid:
    """The grid that `as_json` gave."""
    lines = [Line(o["key"], dict(o["cells"]), o["retired"]) for o in kept["lines"]]
    ticks = dict(kept["ticks"])
    return Grid(shape, ticks, lines, dict(kept["labels"]))
