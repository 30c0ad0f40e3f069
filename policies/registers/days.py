"""On which days somebody is reminded. Pure: days in, days out."""

from datetime import date, timedelta

from policies.registers.declared import Reminders

_WEEK = 7


def point(reminders: Reminders, on: date, *, made_on: date, today: date) -> date | None:
    """The last day up to today on which to remind of something that is due `on`; None where none
    has come yet. Days before the entry was made do not count.

    A worker that was down finds the last of them, so nobody is reminded twice at once.
    """
    days = [on - timedelta(days=before) for before in reminders.before]
    over = (today - on).days // _WEEK
    if reminders.weekly and over > 0:
        days.append(on + timedelta(days=over * _WEEK))
    come = [day for day in days if made_on <= day <= today]
    return max(come, default=None)


def a_month_after(day: date) -> date:
    """The same day of the next month, or its last."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, day.day)
