"""Cases counted for one term, and the rules between the counts that any reader can know. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from esafety.people.choices import YEAR_GROUPS
from esafety.schools.calendar import SchoolCalendar
from esafety.suppression import Rule, total_of, union_of
from incidents.choices import OPEN, Group, Outcome, Place, Status
from incidents.clocks import school_hours
from reports.figures import school_days
from reports.figures.reading import Case, Kind
from reports.figures.repeats import NOT_COUNTED

ENOUGH = 5
YEARS = (*(code for code, _label in YEAR_GROUPS), "unknown")


@dataclass(frozen=True)
class Counts:
    """One term in numbers: `cells` by key, and two medians, None where fewer than five cases."""

    cells: dict[str, int]
    hours_to_acknowledge: float | None
    days_to_close: float | None


def count(cases: Iterable[Case], kinds: Iterable[Kind], calendar: SchoolCalendar) -> Counts:
    """The numbers of these cases; every key the layout has is there, noughts as well.

    Reports found not to be incidents, and those merged into another, are in no number but
    "not_counted". `kinds` are all types that get a row. Hours and days are the school's own.
    """
    found = list(cases)
    counted = [case for case in found if case.status not in NOT_COUNTED]
    cells = {"not_counted": len(found) - len(counted), "all": len(counted)}
    cells |= _states(counted) | _kinds(counted, list(kinds)) | _years(counted)
    hours = [
        school_hours(calendar, c.submitted_at, c.acknowledged_at) / timedelta(hours=1)
        for c in counted
        if c.acknowledged_at
    ]
    between = school_days.counter(calendar)
    days = [float(between(c.submitted_at, c.closed_at)) for c in _closed(counted) if c.closed_at]
    return Counts(cells, _median(hours), _median(days))


def rules(kinds: Iterable[Kind]) -> list[Rule]:
    """How the cells hang together: every sum and every part-of that the tables let a reader see."""
    groups: dict[str, list[str]] = {}
    for kind in kinds:
        groups.setdefault(f"group.{kind.group}", []).append(f"type.{kind.code}")
    nested = [rule for group, types in groups.items() for rule in union_of(group, types)]
    return [
        *total_of("all", ["open", "closed"]),
        *total_of("closed", [f"outcome.{o.value}" for o in Outcome]),
        *total_of("all", [f"place.{p.value}" for p in Place]),
        *total_of("children", [f"year.{year}" for year in YEARS]),
        *union_of("all", [f"group.{g.value}" for g in Group]),
        *nested,
    ]


def _closed(cases: list[Case]) -> list[Case]:
    return [case for case in cases if case.status == Status.CLOSED]


def _states(cases: list[Case]) -> dict[str, int]:
    outcomes = Counter(case.outcome for case in _closed(cases))
    places = Counter(case.place for case in cases)
    return {
        "open": sum(case.status in OPEN for case in cases),
        "closed": len(_closed(cases)),
        **{f"outcome.{o.value}": outcomes[o.value] for o in Outcome},
        **{f"place.{p.value}": places[p.value] for p in Place},
    }


def _kinds(cases: list[Case], kinds: list[Kind]) -> dict[str, int]:
    types = Counter(kind.code for case in cases for kind in case.kinds)
    groups = Counter(group for case in cases for group in {kind.group for kind in case.kinds})
    return {
        **{f"group.{g.value}": groups[g.value] for g in Group},
        **{f"type.{kind.code}": types[kind.code] for kind in kinds},
    }


def _years(cases: list[Case]) -> dict[str, int]:
    children = (child for case in cases for child in case.children)
    years = Counter(child.year if child.year in YEARS else "unknown" for child in children)
    return {"children": sum(years.values()), **{f"year.{year}": years[year] for year in YEARS}}


def _median(numbers: list[float]) -> float | None:
    """The middle number, to one decimal; None where there are fewer than five."""
    return round(median(numbers), 1) if len(numbers) >= ENOUGH else None
