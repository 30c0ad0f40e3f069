"""Weeks of term for which a weekly register has no entry."""

from datetime import date, timedelta

from esafety.schools import queries as schools
from esafety.schools.models import School
from policies.registers.declared.shape import Register
from policies.registers.models import Entry
from policies.registers.values import day_of, monday_of

_LONGEST = timedelta(days=366)
_WEEK = timedelta(days=7)


def missing(school: School, register: Register, today: date) -> list[date]:
    """The Mondays of weeks of term that are over and have no entry, oldest first.

    Counted from the register's first week, a year back at the most: a school that begins with it
    today has missed nothing.
    """
    if not register.weekly:
        return []
    rows = Entry.objects.filter(register=register.code).exclude(state="withdrawn")
    given = {day_of(row[register.weekly]) for row in rows.values_list("values", flat=True)}
    there = {day for day in given if day is not None}
    if not there:
        return []
    calendar = schools.calendar_of(school)
    week = max(min(there), monday_of(today - _LONGEST))
    found = []
    while week + _WEEK <= today:
        days = (week + timedelta(days=n) for n in range(5))
        if week not in there and any(calendar.is_school_day(day) for day in days):
            found.append(week)
        week += _WEEK
    return found
