"""What every table is laid out with: rows, heads, words that stand for numbers, and charts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from esafety.suppression import Cover
from esafety.suppression.rounding import percentage_of
from reports import charts
from reports.choices import Section
from reports.figures.bands import AGES
from reports.figures.periods import TERM

_MOST_WITH_EARLIER = 9


@dataclass(frozen=True)
class Row:
    """A line of a table. `kind` is "", "part" (of the line above it) or "total"."""

    label: str
    cells: list[str]
    kind: str = ""


@dataclass(frozen=True)
class Table:
    """One table with the chart of the same cells (empty where there is none), and the section of
    the report in which it stands."""

    key: str
    title: str
    caption: str
    note: str
    heads: list[str]
    rows: list[Row]
    chart: SafeString
    section: Section = Section.INCIDENTS


@dataclass(frozen=True)
class Line:
    """A row before it is laid out: the key of its cells."""

    key: str
    label: str
    kind: str = ""


class Sheet:
    """The columns of an edition: its own first, then what there is of the two terms before it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.columns: list[dict[str, Any]] = data["columns"]
        self.is_of_year = data.get("span", TERM) != TERM
        self.heads = [column["label"] for column in self.columns]
        self.own: dict[str, Any] = self.columns[0]["cells"]

    @property
    def is_full(self) -> bool:
        """Whether the edition has more than the figures of the first version."""
        return "roled" in self.own or bool(self.data["version"] > 1)

    @property
    def has_papers(self) -> bool:
        """Whether the school's own work is counted: not in an annex."""
        return bool(self.data["part"] == "main")

    def marks(self, key: str) -> list[charts.Mark]:
        return [mark(_cell(column, key)) for column in self.columns]

    def any(self, key: str) -> bool:
        """Whether a column has something other than nought there."""
        return any(column["cells"].get(key, 0) != 0 for column in self.columns)

    def some(self, start: str) -> bool:
        """Whether a column has something other than nought under a key that begins so."""
        return any(
            cell != 0
            for column in self.columns
            for key, cell in column["cells"].items()
            if key.startswith(start)
        )

    def label(self, key: str) -> str:
        """What the school called something when it was counted."""
        return self.labels.get(key, key)

    @property
    def labels(self) -> dict[str, str]:
        """All that the school named, by key, in the order of the names: a database keeps none."""
        found: dict[str, str] = self.data.get("labels", {})
        return dict(sorted(found.items(), key=lambda named: (named[1].casefold(), named[0])))

    def row(self, line: Line) -> Row:
        return Row(line.label, [str(one) for one in self.marks(line.key)], line.kind)

    def table(
        self,
        key: str,
        title: str,
        lines: Iterable[Line],
        *,
        section: Section,
        note: str = "",
        chart: bool = True,
    ) -> Table:
        """A table of the lines; the chart draws those that are no totals, unless all are nought."""
        lines = list(lines)
        drawn = [charts.Bars(x.label, self.marks(x.key)) for x in lines if x.kind != "total"]
        is_drawn = chart and any(one != 0 for bars in drawn for one in bars.marks)
        svg = self.chart(key, title, drawn) if is_drawn else SafeString()
        rows = [self.row(x) for x in lines]
        return Table(key, title, self.caption(title), note, self.heads, rows, svg, section)

    def caption(self, title: str) -> str:
        if self.is_of_year:
            return _("%(title)s: number in each school year") % {"title": title}
        return _("%(title)s: number in each term") % {"title": title}

    def chart(self, key: str, title: str, rows: list[charts.Bars]) -> SafeString:
        """Bars for each column or, where all would not fit on a page, for the own one alone."""
        shown = len(self.heads) if len(rows) <= _MOST_WITH_EARLIER else 1
        words = _("Bars for each term. The table under “%(title)s” has the same numbers.")
        if self.is_of_year:
            words = _(
                "Bars for each school year. The table under “%(title)s” has the same numbers."
            )
        svg = charts.bars(
            key=key,
            title=title,
            description=words % {"title": title},
            series=self.heads[:shown],
            rows=[charts.Bars(row.label, row.marks[:shown]) for row in rows],
        )
        return drawn_safely(svg)


def _cell(column: dict[str, Any], key: str) -> Any:
    """A cell of a column. Of children who were told apart less finely there, it is not shown."""
    return column["cells"].get(key, Cover.HIDDEN if key in AGES else None)


def drawn_safely(svg: str) -> SafeString:
    """A chart for a template."""
    return mark_safe(svg)  # noqa: S308 - the chart writers escape every word


def mark(cell: Any) -> charts.Mark:
    """What is printed for a cell. A type that was not on the list in that term has no cell."""
    if isinstance(cell, dict):
        least, most = cell["least"], cell["most"]
        if most is None:
            return _("at least %(least)s") % {"least": least}
        return _("%(least)s to %(most)s") % {"least": least, "most": most}
    words = {Cover.FEW: _("fewer than 5"), Cover.HIDDEN: _("not shown"), None: _("no data")}
    return cell if isinstance(cell, int) else words[None if cell is None else Cover(cell)]


def percent(part: Any, whole: Any) -> str:
    """So many of a hundred, in whole numbers; only where both numbers are printed and it is of
    somebody at all."""
    share = percentage_of(part, whole)
    return _("not given") if share is None else f"{share}%"


def written(cells: Sequence[Any]) -> list[str]:
    """Cells as a row has them."""
    return [str(mark(cell)) for cell in cells]
