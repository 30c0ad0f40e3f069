"""What is overdue in open cases and what was decided in all: for papers that name people."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from esafety.access.actor import Actor
from esafety.schools import queries as schools
from esafety.schools.models import School
from incidents import clocks
from incidents import queries as incidents
from incidents.models import Decision, Incident, Measure, Task
from incidents.sheets import queries as sheets
from incidents.sheets.choices import SheetKind
from incidents.sheets.kinds import KINDS
from incidents.tasking import queries as tasking
from incidents.tasking.choices import TaskState

Words = dict[int, list[str]]


def late(actor: Actor, school: School, now: datetime) -> Words:
    """What is overdue, by the id of each open incident that the actor may see: its own clock, and
    each task past its day."""
    calendar, limits = schools.calendar_of(school), tasking.settings_of(school)
    found: Words = defaultdict(list)
    rows = incidents.open_for(actor)
    for incident in rows:
        clock = clocks.clock_of(incident, calendar, now, limits)
        if clock is not None and clock.is_overdue:
            found[incident.pk].append(clock.words)
    for task in _open_tasks(rows):
        clock = clocks.clock_of_task(task, calendar, now)
        if clock is not None and clock.is_overdue:
            found[task.incident_id].append(f"{task.title}: {clock.words}")
    return dict(found)


def _open_tasks(rows: QuerySet[Incident]) -> Iterable[Task]:
    open_ones = Task.objects.filter(incident__in=rows.order_by().values("pk"), state=TaskState.OPEN)
    return open_ones.order_by("due_on", "pk")


def decided(actor: Actor, rows: QuerySet[Incident]) -> Words:
    """What was decided, by the id of each incident: by the grid for each person, and about going
    outside the school. `rows` come from `visible_to(actor)`."""
    found: Words = defaultdict(list)
    ids = rows.order_by().values("pk")
    taken = Prefetch("measures", Measure.objects.filter(taken=True).order_by("pk"))
    decisions = Decision.objects.filter(incident__in=ids, replaced_by__isnull=True)
    decisions = decisions.select_related("involved__person").prefetch_related(taken)
    for one in decisions.order_by("decided_at", "pk"):
        measures = "; ".join(measure.words for measure in one.measures.all())
        words = f"{one.involved.name}: {one.misuse_words}"
        found[one.incident_id].append(f"{words}: {measures}" if measures else words)
    kind = KINDS[SheetKind.REFERRAL]
    referrals = sheets.register_of(actor, kind.code).filter(incident__in=ids)
    for sheet in referrals.order_by("made_at", "pk"):
        found[sheet.incident_id].append(kind.sentence(sheet.facts))
    return dict(found)
