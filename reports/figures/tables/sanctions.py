"""Sanctions: decisions by the school's grids, and what was proposed, taken and departed from."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from incidents.sanctions.choices import OTHER
from reports.choices import Section
from reports.figures.sanctions import STEPS, cell
from reports.figures.tables.sheet import Line, Row, Sheet, Table, written

_SECTION = Section.SANCTIONS


def tables(sheet: Sheet) -> list[Table]:
    actions = _actions(sheet)
    return [_decisions(sheet), *([actions] if actions.rows else [])]


def _decisions(sheet: Sheet) -> Table:
    lines = [
        Line("kept", _("As the grid proposes")),
        Line("departed", _("With a departure from the grid")),
        Line("decided", _("All decisions"), "total"),
    ]
    note = _("Each decision about a person by the school’s grid. A departure has its reason.")
    return sheet.table(
        "decisions", _("Decisions by the grid"), lines, note=note, chart=False, section=_SECTION
    )


def _actions(sheet: Sheet) -> Table:
    rows = []
    for one in sheet.data.get("actions", ()):
        cells = [sheet.own.get(cell(one["key"], step), 0) for step in STEPS]
        if any(number != 0 for number in cells):
            is_other = one["key"].endswith(f".{OTHER}")
            rows.append(Row(_("Something else") if is_other else one["label"], written(cells)))
    title = _("Sanctions proposed and taken")
    note = _(
        "In how many decisions the grid proposed an action, in how many it was taken, and where "
        "the two differ."
    )
    caption = _("%(title)s: decisions in %(period)s") % {"title": title, "period": sheet.heads[0]}
    heads = [_("Proposed"), _("Taken"), _("Proposed, not taken"), _("Taken, not proposed")]
    return Table("sanctions", title, caption, note, heads, rows, SafeString(), _SECTION)
