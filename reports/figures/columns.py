"""What is published of a term: its cells made safe, as data that is frozen in an edition."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from esafety.schools.calendar import SchoolCalendar
from esafety.suppression import Cell, Cover, NotProven, Printed, Rule, corrected, suppress
from incidents.choices import Group
from reports.figures import counting, whole
from reports.figures.bands import fitting, printed_in, told_in, without
from reports.figures.counting import Counts
from reports.figures.handling import ACKNOWLEDGED, CLOSED
from reports.figures.periods import Period
from reports.figures.reading import Case, Kind
from reports.figures.whole import Rows

# Numbers in which a case counts once or not at all, by how their names begin.
_ONCE = ("all", "open", "closed", "group.", "type.", "place.", "outcome.")
# Rows that the school names itself: a column has no cell for those that came later.
_OWN_ROWS = ("type.", "sanction.")
# The order in which the groups stand, in the tables and in the rules.
_GROUPS = [group.value for group in Group]


def column(period: Period, counts: Counts, rows: Rows) -> dict[str, Any]:
    """One column, safe to publish: numbers, "few" or "hidden", and nothing else."""
    cells = safe(counts.cells, rows)
    return {
        **head(period),
        "cells": {key: plain(cell) for key, cell in cells.items()},
        "medians": _medians(counts, cells),
    }


def head(period: Period) -> dict[str, Any]:
    """Which days a column is about."""
    return {
        "term": period.code,
        "label": period.label,
        "first": period.first.isoformat(),
        "until": period.until.isoformat() if period.until else None,
    }


def nothing_of(period: Period) -> dict[str, Any]:
    """The column of a term of which nothing is said."""
    return {**head(period), "cells": {}, "medians": {}}


def columns_of(
    periods: Iterable[Period],
    cases: list[Case],
    rows: Rows,
    calendar: SchoolCalendar,
    printed: Mapping[str, dict[str, Any]] | None = None,
) -> list[dict[str, Any]]:
    """A column for each term, each made safe by itself: nothing is added up across terms. One that
    was `printed` and is corrected is made safe beside what was printed."""
    found = []
    for period in periods:
        counts = whole.count([c for c in cases if period.holds(c.happened_on)], rows, calendar)
        before = (printed or {}).get(period.code)
        found.append(correction(before, counts, rows) if before else column(period, counts, rows))
    return found


def correction(printed: dict[str, Any], counts: Counts, rows: Rows) -> dict[str, Any]:
    """The column of a term that is published anew; as it was where too few cases changed to be
    told of, or where nothing could be printed safely beside what was. What it has that are no
    numbers of cases stays."""
    now, rules = _as_printed(printed["cells"], counts.cells, whole.rules(rows))
    old = {key: uncovered(printed["cells"].get(key, 0)) for key in now}
    changed = _fewest_changed(old, now)
    try:
        cells = corrected(Printed(old, now), now, rules, changed=changed)
    except (NotProven, ValueError):
        return printed
    if cells is None:
        return printed
    plainly = {key: plain(cell) for key, cell in cells.items()}
    return {**printed, "cells": printed["cells"] | plainly, "medians": _medians(counts, cells)}


def _as_printed(
    printed: Collection[str], counts: dict[str, int], rules: list[Rule]
) -> tuple[dict[str, int], list[Rule]]:
    """What is counted now, as far as the column has a place for it: children as they were told
    apart, and no table that it did not have. A type or action without a row was nought."""
    now, known = told_in(printed_in(printed), counts, rules)
    new = {key for key in now if key not in printed and not key.startswith(_OWN_ROWS)}
    return without(now, known, new)


def _fewest_changed(old: Mapping[str, Cell], new: Mapping[str, int]) -> int:
    """How many cases have changed at least, by the printed numbers in which each case counts once
    at most. Where cases changed both ways they were more, and are taken for fewer."""
    differences = [
        abs(new[key] - cell)
        for key, cell in old.items()
        if isinstance(cell, int) and key.startswith(_ONCE)
    ]
    return max(differences, default=0)


def safe(counts: dict[str, int], rows: Rows) -> dict[str, Cell]:
    """All the cells made safe together, the children told apart as finely as leaves enough. Where
    no proof is found for all of them, those of the oldest tables alone: what is not printed at all
    cannot tell of anything."""
    try:
        return fitting(counts, whole.rules(rows))[1]
    except NotProven:
        rules = counting.rules(rows.kinds)
        tied = {key for rule in rules for key, _c in rule.terms} | {"not_counted"}
        return suppress({key: n for key, n in counts.items() if key in tied}, rules)


def kinds_shown(offered: Iterable[Kind], cases: Iterable[Case]) -> list[Kind]:
    """All types that get a row: those the school offers, and those that its cases carry."""
    used = {kind for case in cases for kind in case.kinds}
    return sorted({*offered, *used}, key=lambda k: (_GROUPS.index(k.group), k.position, k.code))


def uncovered(cell: int | str) -> Cell:
    """A cell of an edition as it was made safe."""
    return cell if isinstance(cell, int) else Cover(cell)


def plain(cell: Cell) -> int | str:
    """A cell as it is kept in an edition."""
    return cell.value if isinstance(cell, Cover) else cell


def _medians(counts: Counts, cells: dict[str, Cell]) -> dict[str, float | str | None]:
    """A median is of five cases or more. Where the number of incidents or of closed ones is "not
    shown", the medians are not either: that one is there would tell that there are five. Nor where
    the band of days in which it lies is covered: it would tell that half of them are there."""
    quiet = isinstance(cells["all"], Cover) or cells["closed"] is Cover.HIDDEN
    taken = [f"taken.{band}" for band in (*ACKNOWLEDGED, "later")]
    ended = [f"ended.{band}" for band in (*CLOSED, "later")]
    hours = quiet or not _middle_is_printed(counts.cells, cells, taken)
    days = quiet or not _middle_is_printed(counts.cells, cells, ended)
    return {
        "acknowledge": Cover.HIDDEN.value if hours else counts.hours_to_acknowledge,
        "close": Cover.HIDDEN.value if days else counts.days_to_close,
    }


def _middle_is_printed(counts: dict[str, int], cells: dict[str, Cell], bands: list[str]) -> bool:
    """Whether the bands of the middle cases (of an even number there are two) are printed. A band
    that is no cell of the column tells of nothing."""
    each = [band for band in bands for _case in range(counts[band])]
    middle = each[(len(each) - 1) // 2 : len(each) // 2 + 1]
    return not any(isinstance(cells.get(band), Cover) for band in middle)
