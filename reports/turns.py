"""When the report of a term is due, and when whose turn it is, is reminded. Pure."""

from datetime import date, timedelta

from esafety.schools.calendar import SchoolCalendar

_LATEST_START = timedelta(days=28)
"""So late a report is still begun: after a worker was down, or terms were entered afterwards."""
_WEEK = 7
MOST_REMINDERS = 6
_LAST_REMINDER = timedelta(days=70)
_LONGEST_HOLIDAY = 100
READING_STEPS = (7, 14)
_LATEST_READING = timedelta(days=42)


def due_on(calendar: SchoolCalendar, last_day: date) -> date | None:
    """The first school day after the last day of a term; None where the school has none soon."""
    days = (last_day + timedelta(days=n) for n in range(1, _LONGEST_HOLIDAY))
    return next((day for day in days if calendar.is_school_day(day)), None)


def is_time_to_begin(due: date | None, today: date) -> bool:
    """Whether the report is begun today, if it was not begun before."""
    return due is not None and due <= today <= due + _LATEST_START


def reminder(due: date | None, today: date) -> int:
    """Which of the six weekly reminders is the latest that is due, from 1; 0: none is. One that
    was missed is not sent later: the next takes its place."""
    if due is None or today > due + _LAST_REMINDER:
        return 0
    return min(max((today - due).days // _WEEK, 0), MOST_REMINDERS)


def reading_step(published: date, today: date) -> int:
    """After how many days (7 or 14) governors who have not read are reminded; 0: not now."""
    days = (today - published).days
    if days > _LATEST_READING.days:
        return 0
    return max((step for step in READING_STEPS if step <= days), default=0)
