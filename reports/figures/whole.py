"""All counts of a term's cases, and every rule between them that a reader can know. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from esafety.schools.calendar import SchoolCalendar
from esafety.suppression import Rule
from reports.figures import counting, handling, people, sanctions
from reports.figures.counting import Counts
from reports.figures.reading import Case, Kind
from reports.figures.repeats import NOT_COUNTED
from reports.figures.sanctions import Action


@dataclass(frozen=True)
class Rows:
    """What the school names itself, and gets a row for each: types and actions of its grids."""

    kinds: Sequence[Kind]
    actions: Sequence[Action] = ()


def count(cases: Iterable[Case], rows: Rows, calendar: SchoolCalendar) -> Counts:
    """Every number of these cases; see the modules for what each counts."""
    found = list(cases)
    base = counting.count(found, rows.kinds, calendar)
    counted = [case for case in found if case.status not in NOT_COUNTED]
    more = (
        people.count(counted)
        | handling.count(counted, calendar)
        | sanctions.count(counted, rows.actions)
    )
    return replace(base, cells=base.cells | more)


def rules(rows: Rows) -> list[Rule]:
    """How all of them hang together, in one list: tables are looked at together or not at all."""
    return [
        *counting.rules(rows.kinds),
        *people.rules(),
        *handling.rules(),
        *sanctions.rules(rows.actions),
    ]
