"""Counts of the registers for reports: no text, no name, and of a secret register only what the
one who is told of it may see."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from esafety.access.actor import Actor
from esafety.schools.models import School
from policies.registers.declared import Register, registers
from policies.registers.models import Entry
from policies.registers.queries import is_overdue, of_register, weeks
from policies.registers.values import is_dealt_with_late

_BY_MISTAKE = "withdrawn"


@dataclass(frozen=True)
class Figures:
    """One register between two days: entries made, where they stand now, answers by field, how many
    are overdue on the last day, weeks of term without an entry, and how many were dealt with after
    their day."""

    code: str
    made: int
    states: dict[str, int] = field(default_factory=dict)
    answers: dict[str, dict[str, int]] = field(default_factory=dict)
    overdue: int = 0
    missing_weeks: int = 0
    late: int = 0


def figures(school: School, first: date, last: date) -> list[Figures]:
    """The figures of every register that is not secret, of entries made between the two days (both
    included) on the school's own clock."""
    return [_of(school, one, first, last) for one in registers() if not one.secret]


def secret_figures(actor: Actor, school: School, first: date, last: date) -> dict[str, int]:
    """For each secret register that the actor reads, how many entries were made between the two
    days: of those that exist for the actor, so never one about themselves."""
    seen = [one for one in registers() if one.secret and one.reads_all(actor)]
    return {one.code: len(_made(school, of_register(actor, one), first, last)) for one in seen}


def _of(school: School, register: Register, first: date, last: date) -> Figures:
    made = _made(school, _rows(register), first, last)
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
        overdue=_rows(register).filter(is_overdue(last)).count(),
        missing_weeks=sum(first <= week <= last for week in absent),
        late=sum(is_dealt_with_late(register, values) for _state, values in made),
    )


def _made(
    school: School, rows: QuerySet[Entry], first: date, last: date
) -> list[tuple[str, dict[str, Any]]]:
    """State and values of the entries made between the days, without those entered by mistake."""
    zone = ZoneInfo(school.timezone)
    kept = rows.exclude(state=_BY_MISTAKE)
    return [
        (state, values)
        for at, state, values in kept.values_list("made_at", "state", "values")
        if first <= at.astimezone(zone).date() <= last
    ]


def _rows(register: Register) -> QuerySet[Entry]:
    rows: QuerySet[Entry] = Entry.objects.filter(register=register.code)
    return rows.exclude(state=_BY_MISTAKE)
