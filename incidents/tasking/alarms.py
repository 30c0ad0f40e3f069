"""Which clocks have run out, whom that concerns, and whether it still holds (spec/triage.md).

An alarm is one reminder about one thing at one stage. Its key names it for ever, so that it is
given once however often and by however many workers the clocks are looked at.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.jobs.models import Job
from esafety.schools import queries as schools
from esafety.schools.calendar import SchoolCalendar
from esafety.schools.models import Membership, School
from incidents import clocks, recipients
from incidents.choices import OPEN, Status
from incidents.models import Incident, Sheet, Task, TriageSettings
from incidents.queries import visible_to, who_can_see
from incidents.tasking import queries
from incidents.tasking.choices import TaskState

UNACKNOWLEDGED, SILENT, OVERDUE, BREACH = "unacknowledged", "silent", "overdue", "breach"
# Clock hours, weekends included: the law's 72 hours do not wait for the school to open.
BREACH_STAGES = (("over", timedelta(0)), ("4h", timedelta(hours=4)), ("24h", timedelta(hours=24)))
_FOR_A_BREACH = frozenset({Role.DSL, Role.DEPUTY_DSL, Role.LEAD, Role.DEPUTY_LEAD, Role.HEAD})


@dataclass(frozen=True)
class Alarm:
    """One reminder: which clock, of which thing (a reference, or a task's key), at which stage, and
    in which round of the clock (its moment)."""

    clock: str
    thing: str
    stage: str
    round: str = ""

    @property
    def key(self) -> str:
        return f"clock:{self.clock}:{self.thing}:{self.stage}:{self.round}"

    @property
    def payload(self) -> dict[str, str]:
        return asdict(self)

    @property
    def kind(self) -> str:
        """The kind of its notice."""
        return "task.overdue" if self.clock == OVERDUE else f"clock.{self.clock}"

    @property
    def object(self) -> str:
        """The thing as notices and the audit log name it."""
        if self.clock == OVERDUE:
            return f"task:{self.thing}"
        return f"incident:{self.thing.partition('/')[0]}"

    @property
    def urgent(self) -> bool:
        return self.clock == BREACH


def due(school: School, now: datetime) -> list[Alarm]:
    """The alarms of the school in scope whose moment has come and that no job has taken up.

    The same few queries however many cases and tasks there are.
    """
    calendar, limits = schools.calendar_of(school), queries.settings_of(school)
    found = [*_unacknowledged(calendar, limits, now), *_silent(calendar, limits, now)]
    found += [*_overdue(calendar, now), *_breaches(now)]
    keys = [alarm.key for alarm in found]
    known = set(Job.objects.filter(once_key__in=keys).values_list("once_key", flat=True))
    return [alarm for alarm in found if alarm.key not in known]


def members(alarm: Alarm) -> list[Membership]:
    """Whom the alarm is for at this moment: nobody when it does not hold any more. Everyone here
    comes from the visibility rule, so that nobody named is ever reminded."""
    if alarm.clock == OVERDUE:
        task = _task(alarm)
        return _for_task(task, alarm) if task is not None else []
    reference = alarm.thing.partition("/")[0]
    incident = _cases().filter(reference=reference).select_related("handler__user").first()
    if incident is None or not _holds(alarm, incident):
        return []
    if alarm.clock == BREACH:
        return _of(incident, _FOR_A_BREACH)
    if alarm.stage == "head":
        return _of(incident, frozenset({Role.HEAD}))
    told = recipients.of(incident)
    return told if alarm.clock == UNACKNOWLEDGED else _with_handler(incident, told)


def _cases() -> QuerySet[Incident]:
    return visible_to(Actor.for_system("clocks", school_id=0))


def _handled() -> QuerySet[Incident]:
    return _cases().filter(status__in=[status for status in OPEN if status != Status.SUBMITTED])


def _unacknowledged(
    calendar: SchoolCalendar, limits: TriageSettings, now: datetime
) -> Iterator[Alarm]:
    waiting = _cases().filter(status=Status.SUBMITTED).values_list("reference", "submitted_at")
    for reference, at in waiting.order_by("submitted_at"):
        if clocks.reminds_lead_at(at, calendar, limits) <= now:
            yield Alarm(UNACKNOWLEDGED, reference, "lead")
        if clocks.reminds_head_at(at, calendar, limits) <= now:
            yield Alarm(UNACKNOWLEDGED, reference, "head")


def _silent(calendar: SchoolCalendar, limits: TriageSettings, now: datetime) -> Iterator[Alarm]:
    """Once when a case has been silent for the school's number of school days, then after every
    five more; an entry begins a new round."""
    moments = clocks.silences(calendar, now, limits)
    quiet = _handled().filter(last_entry_at__lt=moments[0]).order_by("last_entry_at")
    for reference, last in quiet.values_list("reference", "last_entry_at"):
        times = sum(last < moment for moment in moments)
        yield Alarm(SILENT, reference, str(times), last.isoformat())


def _overdue(calendar: SchoolCalendar, now: datetime) -> Iterator[Alarm]:
    """The owner when the school opens after the task's day; the lead one school day later."""
    today = now.astimezone(calendar.zone).date()
    late = Task.objects.filter(state=TaskState.OPEN, due_on__lt=today).order_by("due_on")
    for key, day in late.values_list("key", "due_on"):
        for number, stage in enumerate(("owner", "lead"), start=1):
            if clocks.opens_after(calendar, day, number) <= now:
                yield Alarm(OVERDUE, str(key), stage, day.isoformat())


def _breaches(now: datetime) -> Iterator[Alarm]:
    rows = _running_sheets().filter(clock_at__lte=now + BREACH_STAGES[-1][1]).order_by("clock_at")
    names = ("incident__reference", "kind", "number", "clock_at")
    for reference, kind, number, at in rows.values_list(*names):
        stage = next(name for name, before in BREACH_STAGES if at <= now + before)
        yield Alarm(BREACH, f"{reference}/{kind}/{number}", stage, at.isoformat())


def _running_sheets() -> QuerySet[Sheet]:
    """Sheets whose clock runs: the newest revision of each, while it is not settled."""
    newer = Sheet.objects.filter(
        incident=OuterRef("incident"),
        kind=OuterRef("kind"),
        number=OuterRef("number"),
        revision__gt=OuterRef("revision"),
    )
    running: QuerySet[Sheet] = Sheet.objects.filter(~Exists(newer), settled=False)
    return running.filter(clock_at__isnull=False)


def _holds(alarm: Alarm, incident: Incident) -> bool:
    """Whether nothing has been done about it meanwhile."""
    if alarm.clock == UNACKNOWLEDGED:
        return incident.status == Status.SUBMITTED
    if alarm.clock == SILENT:
        return incident.is_open and incident.last_entry_at.isoformat() == alarm.round
    _reference, kind, number = alarm.thing.split("/")
    rows = _running_sheets().filter(incident=incident, kind=kind, number=number)
    return any(sheet.clock_at.isoformat() == alarm.round for sheet in rows if sheet.clock_at)


def _task(alarm: Alarm) -> Task | None:
    """The alarm's task, if it is still open and still due on that day."""
    rows = Task.objects.filter(
        key=UUID(alarm.thing), state=TaskState.OPEN, due_on=alarm.round
    ).select_related("incident", "school")
    found: Task | None = rows.first()
    return found


def _for_task(task: Task, alarm: Alarm) -> list[Membership]:
    """Its owners first; the leads after them, or at once where nobody has it any more."""
    owners = queries.owners_of(task) if alarm.stage == "owner" else []
    if owners:
        return owners
    return [
        member
        for member in recipients.of(task.incident)
        if queries.visible_tasks(schools.actor_of(member)).filter(pk=task.pk).exists()
    ]


def _of(incident: Incident, roles: frozenset[Role]) -> list[Membership]:
    """Those with the roles who see the case; all who see it where none of them does."""
    seers = who_can_see(incident)
    return [member for member in seers if member.roles & roles] or seers


def _with_handler(incident: Incident, told: list[Membership]) -> list[Membership]:
    """The handler, if the case still exists for them, and then the others."""
    handler = incident.handler
    if handler is None or handler.pk in {member.pk for member in told}:
        return told
    sees = visible_to(schools.actor_of(handler)).filter(pk=incident.pk).exists()
    return [handler, *told] if sees else told
