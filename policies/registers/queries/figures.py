"""Counts of the registers for reports: no text, no name, and nothing of a secret register."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from esafety.schools.models import School
from policies.registers.declared import Register, registers
from policies.registers.models import Entry
from policies.registers.queries import is_overdue, weeks


@dataclass(frozen=True)
class Figures:
    """One register between two days: entries made, where they stand now, answers by field, how many
    are overdue on the last day, and weeks of term without an entry."""

    code: str
    made: int
    states: dict[str, int] = field(default_factory=dict)
    answers: dict[str, dict[str, int]] = field(default_factory=dict)
    overdue: int = 0
    missing_weeks: int = 0


def figures(school: School, first: date, last: date) -> list[Figures]:
    """The figures of every register that is not secret, of entries made between the two days (both
    included) on the school's own clock."""
    return [_of(school, one, first, last) for one in registers() if not one.secret]


def _of(school: School, register: Register, first: date, last: date) -> Figures:
    rows = Entry.objects.filter(register=register.code).exclude(state="withdrawn")
    zone = ZoneInfo(school.timezone)
    made = [
        (state, values)
        for at, state, values in rows.values_list("made_at", "state", "values")
        if first <= at.astimezone(zone).date() <= last
    ]
    absent = weeks.missing(school, register, last + timedelta(days=1))
    return Figures(
        code=register.code,
        made=len(made),
        states=dict(Counter(state for state, _values in made)),
        answers={
            one.name: dict(
                Counter(str(values[one.name]) for _state, values in made if one.name in values)
            )
            for one in register.counted
        },
        overdue=rows.filter(is_overdue(last)).count(),
        missing_weeks=sum(first <= week <= last for week in absent),
    )
