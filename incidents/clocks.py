"""The clocks of a case and its tasks, in the school's own hours (spec/triage.md, Clocks).

No queries: what the school has set for them comes in as its TriageSettings. Without any the usual
clocks run: 4 school hours to acknowledge, 1 school day until the headteacher is told, 10 school
days until a case has been silent for too long.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from esafety.schools.calendar import SchoolCalendar
from incidents.choices import OPEN, Status
from incidents.models import Incident, Task, TriageSettings
from incidents.tasking.choices import TaskState

# A silent case is spoken of again after so many further school days, for a school year.
AGAIN_AFTER_DAYS = 5
MOST_TIMES = 39
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


def clock_of(
    incident: Incident,
    calendar: SchoolCalendar,
    now: datetime,
    limits: TriageSettings | None = None,
) -> Clock | None:
    """The clock that runs for the incident now; none once it is closed, merged or set aside."""
    limits = limits or TriageSettings()
    if incident.status == Status.SUBMITTED:
        return _acknowledging(incident, calendar, now, limits)
    if incident.status not in OPEN:
        return None
    return _next_entry(incident, calendar, now, limits)


def clock_of_task(task: Task, calendar: SchoolCalendar, now: datetime) -> Clock | None:
    """The clock of an open task: overdue once its day is over, soon from the school day before."""
    if task.state != TaskState.OPEN:
        return None
    today = now.astimezone(calendar.zone).date()
    when = {"day": _day(task.due_on, today)}
    if task.due_on < today:
        return Clock("overdue", _("Was due on %(day)s") % when)
    if task.due_on == today:
        return Clock("soon", _("Due today"))
    soon = calendar.days_between(today, task.due_on) <= 1
    return Clock("soon" if soon else "due", _("Due on %(day)s") % when)


def reminds_lead_at(
    submitted_at: datetime, calendar: SchoolCalendar, limits: TriageSettings
) -> datetime:
    """When a report that nobody has acknowledged is said again to the lead."""
    return calendar.add_hours(submitted_at, limits.acknowledge_hours)


def reminds_head_at(
    submitted_at: datetime, calendar: SchoolCalendar, limits: TriageSettings
) -> datetime:
    """When the headteacher hears of it: after so many times the hours of one school day, so that
    a report of nine o'clock is not left until the end of the day after."""
    day = datetime.combine(date.min, calendar.day_ends) - datetime.combine(
        date.min, calendar.day_starts
    )
    return calendar.add_hours(submitted_at, limits.head_after_days * (day / timedelta(hours=1)))


def opens_after(calendar: SchoolCalendar, day: date, number: int) -> datetime:
    """When the school opens on the nth school day after the day, from 1."""
    for _each in range(_FURTHEST):
        day += timedelta(days=1)
        number -= calendar.is_school_day(day)
        if number == 0:
            break
    return datetime.combine(day, calendar.day_starts, calendar.zone)


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


def silent_before(
    calendar: SchoolCalendar, now: datetime, limits: TriageSettings | None = None
) -> datetime:
    """An open incident whose last entry is older than this has been silent for too long."""
    days = (limits or TriageSettings()).silent_days
    return next(iter(_school_days_ago(calendar, now, [days])))


def silences(calendar: SchoolCalendar, now: datetime, limits: TriageSettings) -> list[datetime]:
    """The moments before which a last entry lies for the first time of speaking of it, the second
    after 5 more school days, and so on: at most once a week, for a school year."""
    steps = range(MOST_TIMES)
    days = [limits.silent_days + n * AGAIN_AFTER_DAYS for n in steps]
    return _school_days_ago(calendar, now, days)


def _school_days_ago(
    calendar: SchoolCalendar, now: datetime, wanted: Iterable[int]
) -> list[datetime]:
    """For each number, rising: the beginning of the day since which so many school days have
    ended. What lies further back than two years is left out, but never the first."""
    left, found = list(wanted), []
    day, passed = now.astimezone(calendar.zone).date(), 0
    for _each in range(_FURTHEST):
        closes = datetime.combine(day, calendar.day_ends, calendar.zone)
        passed += calendar.is_school_day(day) and closes <= now
        if left and passed == left[0]:
            found.append(datetime.combine(day, time.min, calendar.zone))
            left.pop(0)
        if not left:
            break
        day -= timedelta(days=1)
    return found or [datetime.combine(day, time.min, calendar.zone)]


def _acknowledging(
    incident: Incident, calendar: SchoolCalendar, now: datetime, limits: TriageSettings
) -> Clock:
    due = reminds_lead_at(incident.submitted_at, calendar, limits)
    when = {"when": _moment(due, calendar, now)}
    if now >= due:
        return Clock("overdue", _("Not acknowledged: overdue since %(when)s") % when)
    soon = calendar.add_hours(now, _SOON_HOURS) >= due
    return Clock("soon" if soon else "due", _("Acknowledge by %(when)s") % when)


def _next_entry(
    incident: Incident, calendar: SchoolCalendar, now: datetime, limits: TriageSettings
) -> Clock:
    days = limits.silent_days
    due = calendar.add_days(incident.last_entry_at, days)
    if now >= due:
        words = ngettext("No entry for %(n)d school day", "No entry for %(n)d school days", days)
        return Clock("overdue", words % {"n": days})
    when = {"when": _moment(due, calendar, now)}
    soon = calendar.add_days(now, _SOON_DAYS) >= due
    return Clock("soon" if soon else "due", _("Next entry by %(when)s") % when)


def _moment(at: datetime, calendar: SchoolCalendar, now: datetime) -> str:
    """A moment in words; the year only where it is another one."""
    local, today = at.astimezone(calendar.zone), now.astimezone(calendar.zone).date()
    if local.date() == today:
        return _("%(time)s today") % {"time": date_format(local, "H:i")}
    return date_format(local, "H:i, j F" if local.year == today.year else "H:i, j F Y")


def _day(day: date, today: date) -> str:
    """A day in words; the year only where it is another one."""
    return date_format(day, "j F" if day.year == today.year else "j F Y")
