"""Reads of walks and image guards. The incident comes from `incidents.queries.visible_to`."""

from django.db.models import Prefetch

from incidents.models import ImageGuard, Incident, Task, Walk, WalkStep
from incidents.tasking.choices import TaskKind, TaskState
from policies.charts import queries as charts
from policies.charts.structure import Chart


def walks_of(incident: Incident) -> list[Walk]:
    """The charts begun on an incident with all their steps, oldest first: one or two queries."""
    steps = WalkStep.objects.select_related("taken_by", "task", "task__owner").order_by("pk")
    found = Walk.objects.filter(incident=incident).select_related("version__table", "started_by")
    return list(found.prefetch_related(Prefetch("steps", steps)).order_by("pk"))


def walk_of(incident: Incident, chart: str) -> Walk | None:
    """The walk of one chart on an incident, if it was begun."""
    return next((walk for walk in walks_of(incident) if walk.chart == chart), None)


def chart_of(walk: Walk) -> Chart:
    """The chart in the version in which the walk was begun."""
    return charts.chart_of(walk.version)


def advice_task(walk: Walk, node: str) -> Task | None:
    """The newest task that asks for the advice of this node, whatever became of it."""
    nodes = chart_of(walk).nodes
    found = [
        step.task
        for step in walk.steps.all()
        if step.task and step.node in nodes and nodes[step.node].leads_to(step.answer) == node
    ]
    return next((task for task in reversed(found) if task.kind == TaskKind.ADVICE), None)


def is_open(task: Task | None) -> bool:
    """Whether there is such a task and it waits for its answer."""
    return task is not None and task.state == TaskState.OPEN


def guards_of(incident: Incident) -> list[ImageGuard]:
    """Every row of the image guard, newest first: the first is the present one."""
    rows = ImageGuard.objects.filter(incident=incident).select_related("made_by", "task")
    return list(rows.order_by("-pk"))
