"""School days between two moments, each pair of days counted once however many cases share it."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from esafety.schools.calendar import SchoolCalendar


def counter(calendar: SchoolCalendar) -> Callable[[datetime, datetime], int]:
    """Counts the school days after the first moment's day and up to the second's."""

    @cache
    def between(start: date, end: date) -> int:
        return calendar.days_between(start, end)

    def days(start: datetime, end: datetime) -> int:
        zone = calendar.zone
        return between(start.astimezone(zone).date(), end.astimezone(zone).date())

    return days
