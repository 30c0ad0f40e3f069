"""The tables and charts of a report, laid out from the frozen data of an edition alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from esafety.people.choices import YEAR_GROUPS
from esafety.suppression import Cover
from incidents.choices import Group, Outcome, Place
from reports import charts
from reports.figures.counting import YEARS
from reports.figures.periods import TERMS_SHOWN

_MOST_WITH_EARLIER = 9


@dataclass(frozen=True)
class Row:
    """A line of a table. `kind` is "", "part" (of the line above it) or "total"."""

    label: str
    cells: list[str]
    kind: str = ""


@dataclass(frozen=True)
class Table:
    """One table with the chart of the same cells (empty where there is none)."""

    key: str
    title: str
    caption: str
    note: str
    heads: list[str]
    rows: list[Row]
    chart: SafeString


@dataclass(frozen=True)
class _Line:
    key: str
    label: str
    kind: str = ""


def tables_of(data: dict[str, Any]) -> list[Table]:
    """All tables of a report, in their order."""
    sheet = _Sheet(data)
    return [
        _glance(sheet),
        _groups(sheet),
        _types(sheet),
        _years(sheet),
        _places(sheet),
        _ends(sheet),
    ]


class _Sheet:
    """The columns of an edition, always three: the term first, words where one is missing."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        found = data["columns"]
        self.columns: list[dict[str, Any] | None] = [*found, *[None] * (TERMS_SHOWN - len(found))]
        self.heads = [c["label"] if c else _("Earlier term") for c in self.columns]

    def marks(self, key: str) -> list[charts.Mark]:
        return [_mark(c["cells"].get(key)) if c else _("no data") for c in self.columns]

    def any(self, key: str) -> bool:
        """Whether a column has something other than nought there."""
        return any(column["cells"].get(key, 0) != 0 for column in self.columns if column)

    def row(self, line: _Line) -> Row:
        return Row(line.label, [str(mark) for mark in self.marks(line.key)], line.kind)

    def table(
        self, key: str, title: str, lines: Iterable[_Line], *, note: str = "", chart: bool = True
    ) -> Table:
        """A table of the lines; the chart draws those that are not totals."""
        lines = list(lines)
        caption = _("%(title)s: number in each term") % {"title": title}
        drawn = [charts.Bars(x.label, self.marks(x.key)) for x in lines if x.kind != "total"]
        svg = self.chart(key, title, drawn) if chart and drawn else SafeString()
        return Table(key, title, caption, note, self.heads, [self.row(x) for x in lines], svg)

    def chart(self, key: str, title: str, rows: list[charts.Bars]) -> SafeString:
        """Bars for each term or, where three would not fit on a page, for the term alone."""
        shown = len(self.heads) if len(rows) <= _MOST_WITH_EARLIER else 1
        words = _("Bars for each term. The table under “%(title)s” has the same numbers.")
        svg = charts.bars(
            key=key,
            title=title,
            description=words % {"title": title},
            series=self.heads[:shown],
            rows=[charts.Bars(row.label, row.marks[:shown]) for row in rows],
        )
        return mark_safe(svg)  # noqa: S308 - the chart writer escapes every word


def _mark(cell: int | str | None) -> charts.Mark:
    """What is printed for a cell. A type that was not on the list in that term has no cell."""
    words = {Cover.FEW: _("fewer than 5"), Cover.HIDDEN: _("not shown"), None: _("no data")}
    return cell if isinstance(cell, int) else words[None if cell is None else Cover(cell)]


def _glance(sheet: _Sheet) -> Table:
    lines = [
        _Line("all", _("Incidents")),
        _Line("open", _("Still open"), "part"),
        _Line("closed", _("Closed"), "part"),
        _Line("children", _("Children involved, each counted once for each incident")),
        _Line("not_counted", _("Reports found not to be incidents, or merged into another")),
    ]
    rows = [sheet.row(line) for line in lines]
    rows.append(
        _median_row(sheet, "acknowledge", _("Middle time until acknowledged, in school hours"))
    )
    rows.append(_median_row(sheet, "close", _("Middle time until closed, in school days")))
    drawn = [
        charts.Bars(_("Incidents"), sheet.marks("all")),
        charts.Bars(_("Still open"), sheet.marks("open")),
    ]
    title = _("The term at a glance")
    svg = sheet.chart("glance", title, drawn)
    note = _(
        "Half of all cases took less than the middle time. It is given for five cases or more."
    )
    return Table(
        "glance",
        title,
        _("The term at a glance, beside earlier terms"),
        note,
        sheet.heads,
        rows,
        svg,
    )


def _median_row(sheet: _Sheet, key: str, label: str) -> Row:
    words = {None: _("fewer than 5 cases"), Cover.HIDDEN.value: _("not shown")}
    found = [column["medians"][key] if column else "" for column in sheet.columns]
    return Row(label, [_("no data") if m == "" else words.get(m, str(m)) for m in found])


def _groups(sheet: _Sheet) -> Table:
    lines = [
        _Line(f"group.{g.value}", _group(g))
        for g in Group
        if g != Group.ANY or sheet.any("group.any")
    ]
    note = _("The four Cs of the national guidance. An incident can be of more than one kind.")
    return sheet.table("groups", _("By kind of risk"), lines, note=note)


def _group(group: Group) -> str:
    return _("Other") if group == Group.ANY else str(group.label)


def _types(sheet: _Sheet) -> Table:
    lines: list[_Line] = []
    for group in Group:
        types = [k for k in sheet.data["kinds"] if k["group"] == group]
        if types:
            lines.append(_Line(f"group.{group.value}", _group(group), "total"))
            lines += [_Line(f"type.{k['code']}", k["label"], "part") for k in types]
    note = _(
        "An incident can be of several types, so the types of a kind can add up to more than it."
    )
    return sheet.table("types", _("By type"), lines, note=note, chart=False)


def _years(sheet: _Sheet) -> Table:
    labels = {code: str(label) for code, label in YEAR_GROUPS} | {
        "unknown": _("Year group not known")
    }
    used = [place for place, year in enumerate(YEARS[:-1]) if sheet.any(f"year.{year}")]
    span = YEARS[min(used) : max(used) + 1] if used else ()
    years = [*span, *(["unknown"] if sheet.any("year.unknown") else [])]
    lines = [_Line(f"year.{year}", labels[year]) for year in years]
    note = _("Children who were involved in any part, as targets, offenders or witnesses.")
    total = _Line("children", _("All children involved"), "total")
    return sheet.table("years", _("By year group"), [*lines, total], note=note)


def _places(sheet: _Sheet) -> Table:
    lines = [_Line(f"place.{p.value}", str(p.label)) for p in Place]
    return sheet.table("places", _("By place"), [*lines, _Line("all", _("All incidents"), "total")])


def _ends(sheet: _Sheet) -> Table:
    lines = [_Line(f"outcome.{o.value}", str(o.label)) for o in Outcome]
    still = [_Line("closed", _("All closed"), "total"), _Line("open", _("Still open"))]
    total = _Line("all", _("All incidents"), "total")
    note = _("How incidents of the term have ended so far.")
    return sheet.table("outcomes", _("By outcome"), [*lines, *still, total], note=note)
