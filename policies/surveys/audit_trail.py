"""What surveys are called in the audit log, and who sees notices about them."""

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.audit import objects


def for_keepers(actor: Actor, refs: set[str]) -> set[str]:
    """Surveys exist for those who keep them, and for whoever reads the audit log."""
    keeps = actor.can(Permission.SURVEY_MANAGE) or actor.can(Permission.AUDIT_VIEW)
    return refs if keeps else set()


objects.register("survey", seen_by=for_keepers)
objects.register("survey_questions", seen_by=for_keepers)
objects.register("survey_question", seen_by=for_keepers)
