"""What training is called in the audit log, and for whom its notices exist."""

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.audit import objects
from policies.training.services.reminding import ALL, MINE


def seen_by(actor: Actor, refs: set[str]) -> set[str]:
    """What is one's own exists for staff and governors; all else for those who keep training."""
    found: set[str] = set()
    if actor.can(Permission.TRAINING):
        found |= refs & {MINE}
    if actor.can(Permission.TRAINING_KEEP):
        found |= refs & {ALL, MINE, "training:list"}
    return found


def for_keepers(actor: Actor, refs: set[str]) -> set[str]:
    """Sessions and certificates in the log, for those who keep training."""
    return refs if actor.can(Permission.TRAINING_KEEP) else set()


objects.register("training", seen_by=seen_by)
objects.register("training_session", seen_by=for_keepers)
objects.register("training_needs", seen_by=for_keepers)
objects.register("training_certificate", seen_by=for_keepers)
