"""What needs a handler now, for their home page. All of it starts from `queries.visible_to`."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from esafety.schools.calendar import SchoolCalendar
from esafety.schools.models import School
from incidents import clocks, queries
from incidents.choices import Status
from incidents.clocks import Clock
from incidents.models import Incident, TriageSettings
from incidents.tasking import presenters
from incidents.tasking import queries as tasking
from incidents.tasking.presenters import Line

MOST = 50
MOST_TASKS = 10


Pile = list[tuple[Incident, Clock | None]]


@dataclass(frozen=True)
class Work:
    """Reports to acknowledge, cases gone quiet for 10 school days, and the actor's own open ones:
    at most 50 of each, with the clock that runs; `more_...` says that there are others."""

    unacknowledged: Pile = field(default_factory=list)
    stale: Pile = field(default_factory=list)
    mine: Pile = field(default_factory=list)
    more_unacknowledged: bool = False
    more_stale: bool = False
    more_mine: bool = False

    @property
    def overdue(self) -> Pile:
        """Reports that have waited for longer than 4 school hours."""
        return [(row, clock) for row, clock in self.unacknowledged if clock and clock.is_overdue]

    @property
    def is_clear(self) -> bool:
        return not (self.unacknowledged or self.stale or self.mine)


def needs_me(actor: Actor, school: School) -> Work:
    """What waits for this actor in the school in scope, oldest first; nothing unless they handle
    incidents. The same few queries whatever the number of incidents."""
    if not actor.can(Permission.INCIDENT_TRIAGE):
        return Work()
    calendar, waiting = schools.calendar_of(school), queries.open_for(actor)
    limits = tasking.settings_of(school)
    silent = clocks.silent_before(calendar, timezone.now(), limits)
    handled = waiting.exclude(status=Status.SUBMITTED)
    new, more_new = _pile(waiting.filter(status=Status.SUBMITTED), calendar, limits)
    quiet = handled.filter(last_entry_at__lt=silent).order_by("last_entry_at")
    stale, more_stale = _pile(quiet, calendar, limits)
    own = handled.filter(handler=actor.membership_id).order_by("last_entry_at")
    mine, more_mine = _pile(own, calendar, limits)
    return Work(new, stale, mine, more_new, more_stale, more_mine)


def tasks_of(actor: Actor, school: School) -> tuple[list[Line], bool]:
    """What this actor is asked to do, what was due first at the top: at most 10, and whether there
    is more. Everybody who answers tasks has them on their home page, the leads as well."""
    if not actor.can(Permission.TASK_ANSWER):
        return [], False
    rows = list(tasking.open_of(actor)[: MOST_TASKS + 1])
    calendar = schools.calendar_of(school)
    return presenters.lines(rows[:MOST_TASKS], calendar, timezone.now()), len(rows) > MOST_TASKS


def _pile(
    incidents: QuerySet[Incident], calendar: SchoolCalendar, limits: TriageSettings
) -> tuple[Pile, bool]:
    now = timezone.now()
    slim = incidents.defer("description", "search_text", "investigation", "summary")
    rows = list(slim.select_related("handler", "school").prefetch_related("types")[: MOST + 1])
    timed = [(row, clocks.clock_of(row, calendar, now, limits)) for row in rows[:MOST]]
    return timed, len(rows) > MOST
