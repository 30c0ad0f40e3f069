"""Incidents: at a glance, over six terms, by kind of risk, type and place."""

from django.utils.translation import gettext as _

from esafety.suppression import Cover
from incidents.choices import Group, Place
from reports import charts, line_charts
from reports.choices import Section
from reports.figures.tables.sheet import Line, Row, Sheet, Table, drawn_safely, written

_SECTION = Section.INCIDENTS


def tables(sheet: Sheet) -> list[Table]:
    trend = [_trend(sheet)] if len(sheet.data.get("trend", ())) > 1 else []
    return [_glance(sheet), *trend, _groups(sheet), _types(sheet), _places(sheet)]


def _glance(sheet: Sheet) -> Table:
    lines = [
        Line("all", _("Incidents")),
        Line("open", _("Still open"), "part"),
        Line("closed", _("Closed"), "part"),
        *([Line("ai", _("AI made or simulated something"), "part")] if sheet.is_full else []),
        Line("children", _("Children involved, each counted once for each incident")),
        Line("not_counted", _("Reports found not to be incidents, or merged into another")),
    ]
    rows, note = [sheet.row(line) for line in lines], ""
    if any(column["medians"] for column in sheet.columns):
        rows.append(
            _median_row(sheet, "acknowledge", _("Middle time until acknowledged, in school hours"))
        )
        rows.append(_median_row(sheet, "close", _("Middle time until closed, in school days")))
        note = _(
            "Half of all cases took less than the middle time. It is given for five cases or more."
        )
    drawn = [
        charts.Bars(_("Incidents"), sheet.marks("all")),
        charts.Bars(_("Still open"), sheet.marks("open")),
    ]
    title, caption = _("The term at a glance"), _("The term at a glance, beside earlier terms")
    if sheet.is_of_year:
        title, caption = _("The year at a glance"), _("The year at a glance, beside earlier years")
    if len(sheet.columns) == 1:
        caption = sheet.caption(title)
    svg = sheet.chart("glance", title, drawn)
    return Table("glance", title, caption, note, sheet.heads, rows, svg, _SECTION)


def _median_row(sheet: Sheet, key: str, label: str) -> Row:
    words = {None: _("fewer than 5 cases"), Cover.HIDDEN.value: _("not shown")}
    found = [column["medians"].get(key, "") for column in sheet.columns]
    return Row(label, [_("no data") if m == "" else words.get(m, str(m)) for m in found])


def _trend(sheet: Sheet) -> Table:
    """Up to six terms, oldest first, as published where they were."""
    terms = sheet.data["trend"][::-1]
    lines = [
        Line("all", _("All incidents")),
        *(Line(f"group.{g.value}", _group(g)) for g in Group if g != Group.ANY),
    ]
    rows = [Row(x.label, written([t["cells"].get(x.key) for t in terms])) for x in lines]
    title = _("Over six terms")
    series = [
        line_charts.Line(x.label, [_known(t["cells"].get(x.key)) for t in terms]) for x in lines
    ]
    spoken = [f"{row.label}: {', '.join(row.cells)}." for row in rows]
    svg = line_charts.lines(
        key="trend",
        title=title,
        description=" ".join([_("A line for each, the oldest term first."), *spoken]),
        points=[term["label"].replace(" 20", " ") for term in terms],
        series=series,
    )
    note = _("A line has no point in a term whose number is not printed.")
    heads = [term["label"] for term in terms]
    caption = _("%(title)s: number in each term") % {"title": title}
    return Table("trend", title, caption, note, heads, rows, drawn_safely(svg), _SECTION)


def _known(cell: object) -> int | None:
    return cell if isinstance(cell, int) else None


def _groups(sheet: Sheet) -> Table:
    lines = [
        Line(f"group.{g.value}", _group(g))
        for g in Group
        if g != Group.ANY or sheet.any("group.any")
    ]
    note = _("The four Cs of the national guidance. An incident can be of more than one kind.")
    return sheet.table("groups", _("By kind of risk"), lines, note=note, section=_SECTION)


def _group(group: Group) -> str:
    return _("Other") if group == Group.ANY else str(group.label)


def _types(sheet: Sheet) -> Table:
    lines: list[Line] = []
    for group in Group:
        types = [k for k in sheet.data["kinds"] if k["group"] == group]
        if types:
            lines.append(Line(f"group.{group.value}", _group(group), "total"))
            lines += [Line(f"type.{k['code']}", k["label"], "part") for k in types]
    note = _(
        "An incident can be of several types, so the types of a kind can add up to more than it."
    )
    return sheet.table("types", _("By type"), lines, note=note, chart=False, section=_SECTION)


def _places(sheet: Sheet) -> Table:
    lines = [Line(f"place.{p.value}", str(p.label)) for p in Place]
    total = Line("all", _("All incidents"), "total")
    return sheet.table("places", _("By place"), [*lines, total], section=_SECTION)
