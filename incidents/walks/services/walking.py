"""Charts walked on an incident: begun, answered, and answered again (spec/triage.md).

Every question answered and every step taken is a row with who and when, and a line of the
chronology. Rows are never changed: going back writes a further one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from incidents import entries
from incidents.choices import EntryKind, Status
from incidents.models import Incident, Task, Walk, WalkStep
from incidents.services import triage
from incidents.tasking.choices import Owner, TaskKind
from incidents.tasking.services import answering, give
from incidents.walks import permissions, queries
from incidents.walks.choices import How
from incidents.walks.workflow import Position, check_node, check_run, position
from policies.charts import queries as charts
from policies.charts.structure import Node, NodeKind


@dataclass(frozen=True)
class Taken:
    """What became of one step: `note` and `happened_at` of what was done, `reason` of what was
    skipped."""

    node: str
    how: How
    note: str = ""
    happened_at: datetime | None = None
    reason: str = ""


@transaction.atomic
def begin(*, incident: Incident, by: Actor, chart: str) -> Walk:
    """Begin a chart in the version in force today, which the walk keeps. Once per incident.

    Whoever begins one has read the report: that acknowledges it where nobody did.
    """
    row = entries.lock(incident)
    permissions.check_can_walk(by, row)
    if row.status == Status.SUBMITTED:
        row = triage.acknowledge(incident=row, by=by)
    version = charts.in_force(chart, timezone.localdate())
    if version is None or not charts.chart_of(version).nodes:
        raise Refused(_("The school has no such chart."))
    if queries.walk_of(row, chart) is not None:
        raise Refused(_("This chart has been begun on this incident already."))
    walk: Walk = Walk.objects.create(
        school_id=row.school_id,
        incident=row,
        chart=chart,
        version=version,
        started_at=timezone.now(),
        started_by_id=by.membership_id,
    )
    text = _("Chart begun: “%(title)s”.") % {"title": version.table.title}
    entries.write(row, by=by, kind=EntryKind.WALK, text=text)
    data = {"chart": chart, "version": version.number}
    audit.record(by=by, type="walk.started", object=row.audit_ref, data=data)
    return walk


@transaction.atomic
def answer(
    *, walk: Walk, by: Actor, node: str, answer: str, note: str = "", again: bool = False
) -> WalkStep:
    """Answer the present question; with `again`, change an earlier answer.

    An answer that leads to asking for advice gives the task to ask for it, and the chart waits
    there until the advice is written down.
    """
    row, held, now = _hold(walk, by)
    chart = queries.chart_of(held)
    at = check_node(chart, now, node, again=again)
    to = at.leads_to(answer) if at.kind == NodeKind.QUESTION else None
    if to is None:
        raise Refused(_("Choose one of the answers."))
    last = now.last(node) if again else None
    if last and last.answer == answer and not note.strip():
        raise Refused(_("This is the answer already. Choose another, or add a note."))
    words = at.words_of(answer)
    _tell(held, row, by, at, words, note)
    task = _ask_for_advice(held, row, by, chart.nodes[to])
    data = {"chart": held.chart, "node": node, "answer": answer}
    audit.record(by=by, type="walk.answered", object=row.audit_ref, data=data)
    return _write(held, by, at, answer=answer, answer_words=words, note=note, task=task)


@transaction.atomic
def take(
    *,
    walk: Walk,
    by: Actor,
    node: str,
    how: How,
    note: str = "",
    happened_at: datetime | None = None,
    reason: str = "",
    again: bool = False,
) -> WalkStep:
    """Say that the present step is done, give it as a task, or skip it with the reason.

    Advice cannot be skipped: it is written down, which answers the task that asked for it.
    """
    row, held, now = _hold(walk, by)
    at = check_node(queries.chart_of(held), now, node, again=again)
    _check_no_second_task(now.last(node) if again else None, how)
    return _take(row, held, by, at, Taken(node, how, note, happened_at, reason))


@transaction.atomic
def take_run(*, walk: Walk, by: Actor, taken: Sequence[Taken]) -> list[WalkStep]:
    """Say what became of the present step and of those that follow it without a question between:
    all of them in the chart's order, or the first ones. Each is a row of its own, as by `take`;
    either all are recorded or none."""
    row, held, now = _hold(walk, by)
    steps = check_run(queries.chart_of(held), now, [one.node for one in taken])
    return [_take(row, held, by, at, one) for at, one in zip(steps, taken, strict=True)]


def _take(row: Incident, held: Walk, by: Actor, at: Node, taken: Taken) -> WalkStep:
    """One step on the locked incident: chronology, task, audit row and its own row."""
    how, note = taken.how, taken.note
    _check_step(at, how, note, taken.reason)
    skipped = how == How.SKIPPED
    done_at = taken.happened_at if how == How.DONE else None
    _tell(held, row, by, at, str(how.label), taken.reason if skipped else note, done_at)
    task = _give(row, by, at) if how == How.TASK else None
    if at.kind == NodeKind.ADVICE:
        _answer_task(queries.advice_task(held, at.code), by, note)
    type_ = "walk.skipped" if skipped else "walk.answered"
    data = {"chart": held.chart, "node": at.code, "answer": how.value}
    audit.record(by=by, type=type_, object=row.audit_ref, data=data)
    return _write(
        held,
        by,
        at,
        answer=how.value,
        answer_words=str(how.label),
        note="" if skipped else note,
        happened_at=done_at,
        skipped=skipped,
        reason=taken.reason if skipped else "",
        task=task,
    )


def _hold(walk: Walk, by: Actor) -> tuple[Incident, Walk, Position]:
    """The incident locked, the walk with its steps as they are now, and where it stands."""
    row = entries.lock(walk.incident)
    permissions.check_can_walk(by, row)
    held = queries.walk_of(row, walk.chart)
    if held is None:
        raise Refused(_("This chart has not been begun on this incident."))
    return row, held, position(queries.chart_of(held), held.steps.all())


def _check_step(at: Node, how: How, note: str, reason: str) -> None:
    if at.kind not in (NodeKind.STEP, NodeKind.ADVICE):
        raise Refused(_("Choose one of the answers."))
    if at.kind == NodeKind.ADVICE:
        if how != How.DONE:
            raise Refused(_("The chart waits here: write down the advice before you go on."))
        if not note.strip():
            raise Refused(_("Write down who was asked and what they advised."))
    if how == How.TASK and not at.task_for:
        raise Refused(_("The chart does not say for whom a task of this step would be."))
    if how == How.SKIPPED and not reason.strip():
        raise Refused(_("Give a reason for skipping the step."))


def _check_no_second_task(last: WalkStep | None, how: How) -> None:
    if how == How.TASK and last and queries.is_open(last.task):
        raise Refused(_("The task of this step is still open."))


def _tell(
    walk: Walk,
    row: Incident,
    by: Actor,
    at: Node,
    answer: str,
    note: str,
    happened_at: datetime | None = None,
) -> None:
    """A line of the chronology: the chart, the question, the answer and what was added to it."""
    facts = {"chart": walk.version.table.title, "words": at.words, "answer": answer}
    line = _("%(words)s – %(answer)s (chart “%(chart)s”).") % facts
    text = "\n".join(part for part in (line, note.strip()) if part)
    entries.write(row, by=by, kind=EntryKind.WALK, text=text, happened_at=happened_at)


def _ask_for_advice(walk: Walk, row: Incident, by: Actor, to: Node) -> Task | None:
    """The task to ask for advice; the one there is, while it is open."""
    if to.kind != NodeKind.ADVICE:
        return None
    present = queries.advice_task(walk, to.code)
    return present if queries.is_open(present) else _give(row, by, to, kind=TaskKind.ADVICE)


def _give(row: Incident, by: Actor, at: Node, kind: TaskKind = TaskKind.DO) -> Task:
    words = "\n".join(part for part in (at.help, at.contact) if part)
    role = at.task_for or Owner.LEAD
    return give(
        incident=row, by=by, kind=kind, title=at.task or at.words, words=words, owner_role=role
    )


def _answer_task(task: Task | None, by: Actor, advice: str) -> None:
    """Nobody writes the advice twice: the task that asks for it is answered by it."""
    if task is not None and queries.is_open(task):
        answering.answer(task=task, by=by, outcome=advice)


def _write(walk: Walk, by: Actor, at: Node, **facts: object) -> WalkStep:
    step: WalkStep = WalkStep.objects.create(
        school_id=walk.school_id,
        walk=walk,
        node=at.code,
        words=at.words,
        taken_at=timezone.now(),
        taken_by_id=by.membership_id,
        **facts,
    )
    return step
