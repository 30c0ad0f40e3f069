"""Who may do what with a task. What its state allows is in workflow; who sees it, in queries."""

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from incidents import permissions as cases
from incidents.models import Task
from incidents.tasking import queries, workflow
from incidents.tasking.workflow import Act


def check_can_answer(actor: Actor, task: Task) -> None:
    """Its owner, a holder of its role, or whoever handles the case (for somebody who told them)."""
    if not queries.visible_tasks(actor).filter(pk=task.pk).exists():
        raise Refused(_("This task was not found."))


def check_can_hand_back(actor: Actor, task: Task) -> None:
    """Only whose task it is hands it back."""
    check_can_answer(actor, task)
    if not queries.mine(actor).filter(pk=task.pk).exists():
        raise Refused(_("Only the person whose task it is can hand it back."))


def check_can_steer(actor: Actor, task: Task) -> None:
    """Only who handles the case gives its tasks to others, cancels them or opens them again.

    Whether somebody may have a task tells whether the case names them, so this is not for an owner
    who sees no more of the case than the task: they hand it back and say who could do it.
    """
    cases.check_can_triage(actor, task.incident)


def check_can_change_clocks(actor: Actor) -> None:
    """Those who look after the school's settings may change its clocks."""
    require(actor, Permission.SETTINGS_MANAGE, _("You cannot change the clocks."))


CHECKS = {
    Act.ANSWER: check_can_answer,
    Act.HAND_BACK: check_can_hand_back,
    Act.REASSIGN: check_can_steer,
    Act.CANCEL: check_can_steer,
    Act.REOPEN: check_can_steer,
}


def acts_for(actor: Actor, task: Task) -> set[Act]:
    """What this actor may do with the task in its state: the buttons of its page."""
    able = workflow.acts_in(task.state, task.incident.status)
    return {act for act in able if _may(actor, task, act)}


def _may(actor: Actor, task: Task, act: Act) -> bool:
    try:
        CHECKS[act](actor, task)
    except Refused:
        return False
    return True
