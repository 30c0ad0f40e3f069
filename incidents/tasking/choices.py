"""Kinds, owners and states of tasks, with their audit event types."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class TaskKind(models.TextChoices):
    """What a task asks for, which says what its answer must tell."""

    DO = "do", _("Something to do")
    INFORM_PARENTS = "inform_parents", _("Inform parents or carers")
    REMOVE_ACCESS = "remove_access", _("Remove network access")
    COST = "cost", _("Liable for the cost")
    ADVICE = "advice", _("Ask for advice")
    POLICY_REVIEW = "policy_review", _("Policy to be reviewed")


class Owner(models.TextChoices):
    """For whom a task is, when it is for a role and not for a person."""

    CLASS_TEACHER = "class_teacher", _("Class teacher or tutor")
    HEAD_OF_YEAR = "head_of_year", _("Head of year or line manager")
    SENIOR_LEADERSHIP = "senior_leadership", _("Senior leadership")
    TECHNICAL_SUPPORT = "technical_support", _("Technical support")
    LEAD = "lead", _("eSafety lead")
    DSL = "dsl", _("Designated safeguarding lead")
    HEAD = "head", _("Headteacher")
    OFFICE = "office", _("School office")
    CHAIR = "chair", _("Chair of governors")


class TaskState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("No longer needed")


register(
    {
        "task.given": _("gave a task"),
        "task.viewed": _("opened a task"),
        "task.answered": _("answered a task"),
        "task.reassigned": _("gave a task to somebody else"),
        "task.handed_back": _("handed a task back"),
        "task.cancelled": _("said that a task is no longer needed"),
        "task.reopened": _("opened a task again"),
        "task.access_ended": _("ended a removal of access on its date"),
        "triage.settings_changed": _("changed the clocks and counting of triage"),
    }
)
