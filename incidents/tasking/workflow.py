"""The one table of what may be done with a task in each state, and what it needs.

A task outlives the state of its case: what was promised to a parent is owed after the closing as
well. So tasks are answered, handed back, given on and cancelled in every state of the incident;
only asking for something (again) needs a case that is open.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from incidents.choices import OPEN
from incidents.tasking.choices import TaskState


class Act(StrEnum):
    """What can be done with a task."""

    ANSWER = "answer"
    HAND_BACK = "hand_back"
    REASSIGN = "reassign"
    CANCEL = "cancel"
    REOPEN = "reopen"


@dataclass(frozen=True)
class Step:
    """One allowed act: the state after it, its audit type and what must be there."""

    to: TaskState
    audit_type: str
    needs_reason: bool = True
    needs_open_case: bool = False


S = TaskState
STEPS: dict[tuple[TaskState, Act], Step] = {
    (S.OPEN, Act.ANSWER): Step(S.DONE, "task.answered", needs_reason=False),
    (S.OPEN, Act.HAND_BACK): Step(S.OPEN, "task.handed_back"),
    (S.OPEN, Act.REASSIGN): Step(S.OPEN, "task.reassigned"),
    (S.OPEN, Act.CANCEL): Step(S.CANCELLED, "task.cancelled"),
    (S.DONE, Act.REOPEN): Step(S.OPEN, "task.reopened", needs_open_case=True),
    (S.CANCELLED, Act.REOPEN): Step(S.OPEN, "task.reopened", needs_open_case=True),
}


def acts_in(state: str, case_status: str) -> set[Act]:
    """What may be done with a task in this state, of a case in that one."""
    opened = case_status in OPEN
    found = ((act, step) for (start, act), step in STEPS.items() if start == state)
    return {act for act, step in found if opened or not step.needs_open_case}


def check_act(*, start: str, act: Act, case_status: str, reason: str = "") -> Step:
    """Return the step, or raise Refused with a sentence."""
    step = STEPS.get((TaskState(start), act))
    if step is None:
        raise Refused(_SENTENCES[TaskState(start)]())
    if step.needs_open_case and case_status not in OPEN:
        raise Refused(_("The incident is over. Reopen it before you open its tasks again."))
    if step.needs_reason and not reason.strip():
        raise Refused(_("Give a reason."))
    return step


_SENTENCES = {
    TaskState.OPEN: lambda: _("This task is open."),
    TaskState.DONE: lambda: _("This task was answered already, and that answer stays as it is."),
    TaskState.CANCELLED: lambda: _("This task is no longer needed."),
}
