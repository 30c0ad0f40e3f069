"""Actions taken, and tasks that are still to be done."""

from django.utils.translation import gettext as _

from incidents.choices import ImmediateAction
from incidents.sheets.choices import SheetKind
from reports.choices import Section
from reports.figures.handling import ACTS
from reports.figures.tables.sheet import Line, Sheet, Table

_SECTION = Section.ACTIONS


def tables(sheet: Sheet) -> list[Table]:
    return [_taken(sheet), _planned(sheet)]


def _taken(sheet: Sheet) -> Table:
    words = {kind.value: str(kind.label) for kind in SheetKind}
    words |= {act.value: str(act.label) for act in ImmediateAction}
    lines = [Line(f"act.{act}", words[act]) for act in ACTS]
    total = Line("all", _("All incidents"), "total")
    note = _("In how many incidents each was done. Referrals stand under how cases were handled.")
    return sheet.table(
        "acts", _("Actions taken"), [*lines, total], note=note, chart=False, section=_SECTION
    )


def _planned(sheet: Sheet) -> Table:
    lines = [
        Line("task.done", _("Done")),
        Line("task.open", _("Still to be done")),
        Line("task.late", _("Late"), "part"),
        Line("task.cancelled", _("No longer needed")),
        Line("tasks", _("All tasks"), "total"),
    ]
    note = _("Tasks given to people in the incidents, as they stand on the day of the report.")
    return sheet.table(
        "tasks", _("Tasks done and planned"), lines, note=note, chart=False, section=_SECTION
    )
