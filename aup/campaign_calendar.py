"""When a campaign reminds. Pure: no queries."""

from datetime import datetime, timedelta

from aup.models import Campaign
from esafety.schools.calendar import SchoolCalendar


def reminder_due(campaign: Campaign, calendar: SchoolCalendar, now: datetime) -> int | None:
    """The reminder whose day has come: so many days after the first day, on a school day and not
    before school begins.

    A day without school moves it to the next school day. Where several have come meanwhile (over
    a holiday, or in a pause) only the last goes out, so nobody is reminded twice on one day.
    """
    today = now.astimezone(calendar.zone).date()
    if not calendar.is_school_day(today) or is_before_school(calendar, now):
        return None
    days = [n for n in campaign.reminder_days if campaign.opens_on + timedelta(days=n) <= today]
    return max(days, default=None)


def is_before_school(calendar: SchoolCalendar, now: datetime) -> bool:
    """Whether the school's day has not begun yet: nobody is written to at night."""
    return now.astimezone(calendar.zone).time() < calendar.day_starts
