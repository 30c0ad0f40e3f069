"""A version as readers see it; for a preview, with what differs marked in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from policies import signposts
from policies.charts import presenters as charts
from policies.choices import Shape
from policies.differences import Differences
from policies.grid import Grid
from policies.models import RuleTableVersion
from policies.words import GROUPS, OCCURRENCES, PARTNERS, Rating, label, rating

__all__ = ["PARTNERS", "TEMPLATES", "drawn", "levels", "ratings", "technologies", "ticks"]

TEMPLATES = {
    Shape.TICKS: "policies/ticks.html",
    Shape.LEVEL_MISUSE: "policies/levels.html",
    Shape.LEVEL_RESPONSES: "policies/levels.html",
    Shape.RATINGS: "policies/ratings.html",
    Shape.TECHNOLOGIES: "policies/technologies.html",
    Shape.CHART: "policies/charts/chart.html",
    Shape.SIGNPOSTS: "policies/signposts.html",
}


@dataclass(frozen=True)
class Mark:
    """What is new in a row: `tag` says it in a word, `before` are the row's words as they were,
    `cells` what its other cells said, by heading."""

    tag: str = ""
    before: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Marks:
    """The marks of a table's rows in their order, and the headings of its new columns."""

    rows: Sequence[Mark] = ()
    columns: frozenset[str] = frozenset()

    def of(self, number: int) -> Mark:
        return self.rows[number] if number < len(self.rows) else _PLAIN


_PLAIN = Mark()
_NONE = Marks()


@dataclass(frozen=True)
class Cell:
    """One cell below its column's label: ticked, or a rating, or words."""

    label: str
    ticked: bool = False
    rating: Rating | None = None
    words: str = ""
    before: str = ""


@dataclass(frozen=True)
class Row:
    """A row by its words, with its cells and what is new in it."""

    words: str
    cells: tuple[Cell, ...]
    mark: Mark = _PLAIN


def marks_of(grid: Grid, found: Differences) -> Marks:
    """The marks of a grid's rows, as `differences.between` found them."""
    named, rows = grid.spec.named, []
    for line in grid.live_lines:
        change = found.rows.get(line.key)
        if line.key in found.new_rows:
            rows.append(Mark(tag=_("New")))
        elif change is None:
            rows.append(_PLAIN)
        else:
            was = dict(change.was)
            before = was.pop(named, "")
            rows.append(Mark(_("Reworded") if before else _("Changed"), before, was))
    return Marks(rows, frozenset(found.new_columns))


def ticks(version: RuleTableVersion, marks: Marks = _NONE) -> dict[str, Any]:
    """Misuse down, actions across; ticked where the action follows."""
    actions = {a: label(a, version.labels) for a in version.columns[2:]}
    head = [(said, action in marks.columns) for action, said in actions.items()]
    rows = []
    for number, record in enumerate(version.records):
        mark = marks.of(number)
        cells = [
            Cell(said, ticked=record[a] == "1", before=mark.cells.get(a, ""))
            for a, said in actions.items()
        ]
        rows.append(Row(record["misuse"], tuple(cells), mark))
    return {"head": head, "rows": rows}


def ratings(version: RuleTableVersion, marks: Marks = _NONE) -> dict[str, Any]:
    """Activities by their group, each with its rating."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for number, record in enumerate(version.records):
        mark = marks.of(number)
        cell = Cell("", rating=rating(record["rating"]), before=mark.cells.get("rating", ""))
        groups[record["group"]].append(Row(record["activity"], (cell,), mark))
    order = sorted(groups, key=lambda code: [*GROUPS, code].index(code))
    return {"groups": [(GROUPS.get(code, code), groups[code]) for code in order]}


def technologies(version: RuleTableVersion, marks: Marks = _NONE) -> dict[str, Any]:
    """Uses, with the ratings for staff and for pupils and the pupils' condition."""
    rows = []
    for number, record in enumerate(version.records):
        mark = marks.of(number)
        cells = [
            Cell("", rating=rating(record[who]), before=mark.cells.get(who, ""))
            for who in ("staff", "pupils")
        ]
        said = Cell(
            "", words=record["pupil_condition"], before=mark.cells.get("pupil_condition", "")
        )
        rows.append(Row(record["use"], (*cells, said), mark))
    return {"rows": rows}


def levels(
    misuse: RuleTableVersion,
    responses: RuleTableVersion,
    marks: Mapping[str, Marks] | None = None,
) -> dict[str, Any]:
    """Levels C1 to C4: what belongs to each, and what follows the first and the second time.
    `marks` are by the shape of the table."""
    of = marks or {}
    of_misuse = of.get(Shape.LEVEL_MISUSE, _NONE)
    of_responses = of.get(Shape.LEVEL_RESPONSES, _NONE)
    kinds: dict[str, list[Row]] = defaultdict(list)
    for number, record in enumerate(misuse.records):
        row = Row(record["misuse"], (), of_misuse.of(number))
        kinds[record["level"]].append(row)
    follows: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for number, record in enumerate(responses.records):
        mark = of_responses.of(number)
        said = Cell("", words=record["condition"], before=mark.cells.get("condition", ""))
        row = Row(record["response"], (said,), mark)
        follows[record["level"]][record["occurrence"]].append(row)
    found = sorted({*kinds, *follows})
    return {"levels": [(one, kinds[one], _by_occurrence(follows[one])) for one in found]}


def _by_occurrence(responses: Mapping[str, list[Row]]) -> list[tuple[Any, list[Row]]]:
    return [(OCCURRENCES.get(times, times), responses[times]) for times in sorted(responses)]


def drawn(
    versions: Mapping[str, RuleTableVersion], code: str, marks: Marks = _NONE
) -> dict[str, Any]:
    """What the template of this table needs; `versions` hold its partner too, if it has one."""
    version = versions[code]
    shape = Shape(version.table.shape)
    if shape in (Shape.LEVEL_MISUSE, Shape.LEVEL_RESPONSES):
        pair = versions["levels-misuse"], versions["levels-responses"]
        return levels(*pair, marks={shape: marks})
    own = {Shape.CHART: charts.drawn, Shape.SIGNPOSTS: signposts.drawn}
    if shape in own:
        return own[shape](version)
    draw = {Shape.TICKS: ticks, Shape.RATINGS: ratings, Shape.TECHNOLOGIES: technologies}
    return draw[shape](version, marks)
