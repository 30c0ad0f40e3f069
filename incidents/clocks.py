"""The clocks of an incident, in the school's own hours (spec/triage.md, Clocks). No queries."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from esafety.schools.calendar import SchoolCalendar
from incidents.choices import OPEN, Status
from incidents.models import Incident

ACKNOWLEDGE_WITHIN_HOURS = 4
ENTRY_WITHIN_DAYS = 10
_SOON_HOURS = 1
_SOON_DAYS = 2
_FURTHEST = 800


@dataclass(frozen=True)
class Clock:
    """A clock in words. `state` is due, soon, overdue or met; it has its own shape on the page."""

    state: str
    words: str

    @property
    def is_overdue(self) -> bool:
        return self.state == "overdue"


def clock_of(incident: Incident, calendar: SchoolCalendar, now: datetime) -> Clock | None:
    """The clock that runs for the incident now; none once it is closed, merged or set aside."""
    if incident.status == Status.SUBMITTED:
        return _acknowledging(incident, calendar, now)
    return _next_entry(incident, calendar, now) if incident.status in OPEN else None


def since_reported(incident: Incident, calendar: SchoolCalendar, now: datetime) -> str:
    """How long the report waited, or has waited, to be acknowledged, in whole school hours."""
    until = incident.acknowledged_at or now
    hours = int(school_hours(calendar, incident.submitted_at, until) // timedelta(hours=1))
    if not hours:
        waits = incident.acknowledged_at is None
        least = _("Reported less than a school hour ago")
        return least if waits else _("Acknowledged within a school hour")
    if incident.acknowledged_at is None:
        text = ngettext("Reported %(n)d school hour ago", "Reported %(n)d school hours ago", hours)
    else:
        text = ngettext(
            "Acknowledged after %(n)d school hour", "Acknowledged after %(n)d school hours", hours
        )
    return text % {"n": hours}


def school_hours(calendar: SchoolCalendar, start: datetime, end: datetime) -> timedelta:
    """The time between two moments during which the school was open."""
    day, total = start.astimezone(calendar.zone).date(), timedelta(0)
    last = min(end.astimezone(calendar.zone).date(), day + timedelta(days=_FURTHEST))
    while day <= last:
        if calendar.is_school_day(day):
            opens = datetime.combine(day, calendar.day_starts, calendar.zone)
            closes = datetime.combine(day, calendar.day_ends, calendar.zone)
            total += max(min(closes, end) - max(opens, start), timedelta(0))
        day += timedelta(days=1)
    return total


def silent_before(calendar: SchoolCalendar, now: datetime) -> datetime:
    """An open incident whose last entry is older than this has had none for 10 school days."""
    day, left = now.astimezone(calendar.zone).date(), ENTRY_WITHIN_DAYS
    for _each in range(_FURTHEST):
        closes = datetime.combine(day, calendar.day_ends, calendar.zone)
        if calendar.is_school_day(day) and closes <= now:
            left -= 1
        if left == 0:
            break
        day -= timedelta(days=1)
    return datetime.combine(day, time.min, calendar.zone)


def _acknowledging(incident: Incident, calendar: SchoolCalendar, now: datetime) -> Clock:
    due = calendar.add_hours(incident.submitted_at, ACKNOWLEDGE_WITHIN_HOURS)
    when = {"when": _moment(due, calendar, now)}
    if now >= due:
        return Clock("overdue", _("Not acknowledged: overdue since %(when)s") % when)
    soon = calendar.add_hours(now, _SOON_HOURS) >= due
    return Clock("soon" if soon else "due", _("Acknowledge by %(when)s") % when)


def _next_entry(incident: Incident, calendar: SchoolCalendar, now: datetime) -> Clock:
    due = calendar.add_days(incident.last_entry_at, ENTRY_WITHIN_DAYS)
    if now >= due:
        return Clock("overdue", _("No entry for 10 school days"))
    when = {"when": _moment(due, calendar, now)}
    soon = calendar.add_days(now, _SOON_DAYS) >= due
    return Clock("soon" if soon else "due", _("Next entry by %(when)s") % when)


def _moment(at: datetime, calendar: SchoolCalendar, now: datetime) -> str:
    """A moment in words; the year only where it is another one."""
    local, today = at.astimezone(calendar.zone), now.astimezone(calendar.zone).date()
    if local.date() == today:
        return _("%(time)s today") % {"time": date_format(local, "H:i")}
    return date_format(local, "H:i, j F" if local.year == today.year else "H:i, j F Y")
