"""CSV text that somebody pasted, read as the grid it would make, or a sentence for each line."""

import csv
import io
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from policies import checking, codes, editing, tables
from policies.grid import Grid, Line
from policies.shapes import spec_of

MOST_CHARACTERS = 200_000
_SEPARATORS = ("\t", ";")


@dataclass(frozen=True)
class Wrong:
    """One sentence, with the number of the line in the text (1: the headings), if it has one."""

    sentence: str
    line: int | None = None


@dataclass
class Read:
    """The grid of the text, and what is wrong with it."""

    grid: Grid | None = None
    wrong: list[Wrong] = field(default_factory=list)


def read(shape: str, text: str) -> Read:
    """The text as a grid of this shape. It is of use only where nothing is wrong."""
    text = codes.tidy(text)
    if len(text) > MOST_CHARACTERS:
        return Read(wrong=[Wrong(_("This is too long for a table of rules."))])
    try:
        lines = _lines(text)
    except csv.Error:
        sentence = _(
            "This is not CSV: a quotation mark is misplaced or not closed, or a cell is too long."
        )
        return Read(wrong=[Wrong(sentence)])
    lines = [(number, row) for number, row in lines if any(cell.strip() for cell in row)]
    numbers, rows = [number for number, _row in lines], [row for _number, row in lines]
    if not rows:
        return Read(wrong=[Wrong(_("Paste the lines of the CSV file."))])
    wrong = _headings(shape, rows[0]) or _widths(rows, numbers)
    if wrong:
        return Read(wrong=wrong)
    grid = _grid(shape, rows)
    return Read(grid, _told(grid, numbers))


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Each record with the number of the text's line on which it begins."""
    first = text.lstrip().partition("\n")[0]
    mark = next((m for m in _SEPARATORS if m in first and "," not in first), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    found, begins = [], 1
    for row in reader:
        found.append((begins, [tables.as_it_was(cell) for cell in row]))
        begins = reader.line_num + 1
    return found


def _headings(shape: str, given: list[str]) -> list[Wrong]:
    """What keeps the first line from being the headings of the shape."""
    spec = spec_of(shape)
    given = [codes.one_line(heading) for heading in given]
    fixed, own = given[: len(spec.headings)], given[len(spec.headings) :]
    if fixed != spec.headings or (own and not spec.ticks):
        words = _("The first line has to be: %(headings)s.")
        if spec.ticks:
            words = _("The first line has to begin: %(headings)s, and go on with the actions.")
        return [Wrong(words % {"headings": ",".join(spec.headings)}, 1)]
    wrong = [
        Wrong(
            _("“%(heading)s” is not a code: use small letters, figures and _.") % {"heading": h}, 1
        )
        for h in own
        if not codes.CODE.fullmatch(h)
    ]
    if len(set(given)) < len(given):
        wrong.append(Wrong(_("A heading is there twice."), 1))
    return wrong


def _widths(rows: list[list[str]], numbers: list[int]) -> list[Wrong]:
    most = len(rows[0])
    words = _("This line has %(given)s cells; the headings are %(most)s.")
    return [
        Wrong(words % {"given": len(row), "most": most}, number)
        for number, row in zip(numbers, rows, strict=True)
        if len(row) != most
    ]


def _grid(shape: str, rows: list[list[str]]) -> Grid:
    spec = spec_of(shape)
    headings = [codes.one_line(heading) for heading in rows[0]]
    grid = Grid(shape, dict.fromkeys(headings[len(spec.headings) :], False), [])
    columns = grid.columns
    for key, row in enumerate(rows[1:], 1):
        cells = {c.heading: editing.tidy(c, cell) for c, cell in zip(columns, row, strict=True)}
        for heading in grid.ticks:
            # A spreadsheet may leave an empty cell for "no".
            cells[heading] = cells[heading] or "0"
        grid.lines.append(Line(key, cells))
    return grid


def _told(grid: Grid, numbers: list[int]) -> list[Wrong]:
    """The problems of the grid, each by its line in the text and naming its column."""
    found = []
    labels = {column.heading: str(column.label) for column in grid.columns}
    for problem in checking.problems(grid):
        line = numbers[problem.key] if problem.key is not None else None
        where = labels.get(problem.heading, "") if problem.key is not None else ""
        sentence = f"{where}: {problem.sentence}" if where else problem.sentence
        found.append(Wrong(sentence, line))
    return sorted(found, key=lambda wrong: wrong.line or 0)
