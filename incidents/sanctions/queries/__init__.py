"""Reads of what the grids propose, of what was decided by them, and of the figures over both.

Reads over several incidents start from `incidents.queries.visible_to`.
"""

from incidents.cases.queries import lado_considered
from incidents.sanctions.queries.counting import Earlier, earlier, seen_of
from incidents.sanctions.queries.decided import decisions_about, is_present
from incidents.sanctions.queries.figures import ActionFigures, RowFigures, departures, figures
from incidents.sanctions.queries.grids import GRIDS, GridInForce, grid_on, grids_for
from incidents.sanctions.queries.owners import may_have_tasks, next_school_day, usual_due

__all__ = [
    "GRIDS",
    "ActionFigures",
    "Earlier",
    "GridInForce",
    "RowFigures",
    "decisions_about",
    "departures",
    "earlier",
    "figures",
    "grid_on",
    "grids_for",
    "is_present",
    "lado_considered",
    "may_have_tasks",
    "next_school_day",
    "seen_of",
    "usual_due",
]
