"""What is published of a term: its cells made safe, as data that is frozen in an edition."""

from collections.abc import Iterable
from typing import Any

from esafety.schools.calendar import SchoolCalendar
from esafety.suppression import Cell, Cover, suppress
from incidents.choices import Group
from reports.figures.counting import Counts, count, rules
from reports.figures.periods import Period
from reports.figures.reading import Case, Kind

# The order in which the groups stand, in the tables and in the rules.
_GROUPS = [group.value for group in Group]


def column(period: Period, counts: Counts, kinds: Iterable[Kind]) -> dict[str, Any]:
    """One column, safe to publish: numbers, "few" or "hidden", and nothing else."""
    cells = suppress(counts.cells, rules(kinds))
    return {
        "term": period.code,
        "label": period.label,
        "first": period.first.isoformat(),
        "until": period.until.isoformat() if period.until else None,
        "cells": {key: _plain(cell) for key, cell in cells.items()},
        "medians": _medians(counts, cells),
    }


def columns_of(
    periods: list[Period], cases: list[Case], kinds: list[Kind], calendar: SchoolCalendar
) -> list[dict[str, Any]]:
    """A column for each period, each made safe by itself: nothing is added up across terms."""
    return [
        column(
            period, count([c for c in cases if period.holds(c.happened_on)], kinds, calendar), kinds
        )
        for period in periods
    ]


def kinds_shown(offered: Iterable[Kind], cases: Iterable[Case]) -> list[Kind]:
    """All types that get a row: those the school offers, and those that its cases carry."""
    used = {kind for case in cases for kind in case.kinds}
    return sorted({*offered, *used}, key=lambda k: (_GROUPS.index(k.group), k.position, k.code))


def _plain(cell: Cell) -> int | str:
    return cell.value if isinstance(cell, Cover) else cell


def _medians(counts: Counts, cells: dict[str, Cell]) -> dict[str, float | str | None]:
    """A median is of five cases or more. Where the number of incidents or of closed ones is "not
    shown", the medians are not either: that one is there would tell that there are five."""
    quiet = isinstance(cells["all"], Cover) or cells["closed"] is Cover.HIDDEN
    hours = Cover.HIDDEN.value if quiet else counts.hours_to_acknowledge
    days = Cover.HIDDEN.value if quiet else counts.days_to_close
    return {"acknowledge": hours, "close": days}
