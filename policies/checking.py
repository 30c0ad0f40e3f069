"""What keeps a draft from becoming a version: a sentence for each cell, row or column. Pure."""

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from policies import codes
from policies.choices import Shape
from policies.grid import MOST_CELLS, Grid, Line
from policies.shapes import Cell, Column

MOST_LABEL = 80
_OWN = {Shape.CHART: "policies.charts.mistakes", Shape.SIGNPOSTS: "policies.signposts"}
_Rows = Sequence[Sequence[str]]
_Found = list[tuple[int, str, str]]


@dataclass(frozen=True)
class Problem:
    """One sentence and where it belongs: a line (by key), a column (by heading), a cell (both),
    or the whole table (neither)."""

    sentence: str
    key: int | None = None
    heading: str = ""


def problems(grid: Grid) -> list[Problem]:
    """All that is wrong with the lines and columns that the next version would have."""
    found = [*_whole(grid), *_labels(grid)]
    for line in grid.live_lines:
        for column in grid.live_columns:
            sentence = _cell(column, line.cells.get(column.heading, ""))
            if sentence:
                found.append(Problem(sentence, line.key, column.heading))
    found += _twice(grid)
    # Of one cell one sentence is enough.
    told = {(problem.key, problem.heading) for problem in found}
    return found + [one for one in _own(grid) if (one.key, one.heading) not in told]


def _whole(grid: Grid) -> Iterator[Problem]:
    if not grid.live_lines:
        yield Problem(_("A table needs at least one row."))
    if grid.spec.ticks and all(grid.ticks.values()):
        yield Problem(_("A table needs at least one column of actions."))
    if grid.size > MOST_CELLS:
        yield Problem(_("A table can have at most %(most)s cells.") % {"most": MOST_CELLS})


def _labels(grid: Grid) -> Iterator[Problem]:
    seen: set[str] = set()
    for heading, retired in grid.ticks.items():
        if retired:
            continue
        said = grid.label(heading)
        if not said:
            yield Problem(_("Say what this column is called."), heading=heading)
        elif len(said) > MOST_LABEL:
            words = _("Use %(most)s characters or fewer for a column.")
            yield Problem(words % {"most": MOST_LABEL}, heading=heading)
        elif said.casefold() in seen:
            words = _("Another column is called “%(words)s” as well.")
            yield Problem(words % {"words": said}, heading=heading)
        seen.add(said.casefold())


def _cell(column: Column, text: str) -> str:
    """What is wrong with one cell; nothing for a sound one."""
    choices = [code for code, _words in column.choices]
    if column.cell == Cell.CODE:
        # A row without words has no code yet; its words are what is missing.
        sound = not text or codes.CODE.fullmatch(text)
        return "" if sound else _("A code has small letters, figures and _, at most 60 of them.")
    if not text:
        return _missing(column) if column.required else ""
    if choices and text not in choices:
        words = _("%(column)s: “%(text)s” is none of these: %(choices)s.")
        known = {"column": column.label, "text": text[:60], "choices": ", ".join(choices)}
        return words % known
    if len(text) > column.most:
        words = _("Use %(most)s characters or fewer; these are %(length)s.")
        return words % {"most": column.most, "length": len(text)}
    return ""


def _missing(column: Column) -> str:
    if column.choices:
        return _("Choose: %(column)s.") % {"column": column.label}
    if column.cell == Cell.WORDS:
        return _("Write the words, or retire this row.")
    return _("Fill this in, or retire this row.")


def _twice(grid: Grid) -> Iterator[Problem]:
    """Rows that a reader or a record could not tell apart."""
    spec, seen, said = grid.spec, set(), set()
    by_code = spec.has_codes
    for line in grid.live_lines:
        same = tuple(line.cells.get(heading, "") for heading in spec.same)
        words = _words_of(line, spec.named).casefold()
        if any(same) and same in seen:
            yield Problem(_twice_words(by_code, same[0]), line.key, spec.named)
        elif by_code and words and words in said:
            yield Problem(_("Another row says the same."), line.key, spec.named)
        seen.add(same)
        said.add(words)


def _twice_words(by_code: bool, code: str) -> str:
    if by_code:
        return _("Another row has the code “%(code)s” as well.") % {"code": code}
    return _("This row is there twice.")


def _words_of(line: Line, named: str) -> str:
    return line.cells.get(named, "")


def _own(grid: Grid) -> Iterator[Problem]:
    """What charts and signposts ask of their tables as wholes."""
    module = _OWN.get(Shape(grid.shape))
    if module is None:
        return
    mistakes: Callable[[_Rows], _Found] = _of(module).mistakes
    keys = [None, *(line.key for line in grid.live_lines)]
    for number, heading, sentence in mistakes(grid.rows()):
        key = keys[number] if 0 < number < len(keys) else None
        yield Problem(sentence, key, heading if key is not None else "")


def _of(module: str) -> Any:
    return importlib.import_module(module)


def advice(misuse: Grid, responses: Grid) -> list[str]:
    """What is likely to be an oversight in a pair of level tables, though nothing forbids it."""
    used = {line.cells["level"] for line in misuse.live_lines}
    answered = {(o.cells["level"], o.cells["occurrence"]) for o in responses.live_lines}
    words = {
        "1": _("Level %(level)s has misuse, but no response for the first time."),
        "2": _("Level %(level)s has misuse, but no response for the second time or later."),
    }
    found = [
        sentence % {"level": level}
        for level in sorted(used - {""})
        for occurrence, sentence in words.items()
        if (level, occurrence) not in answered
    ]
    idle = sorted({level for level, _occurrence in answered} - used - {""})
    return found + [_("No misuse belongs to level %(level)s.") % {"level": one} for one in idle]
