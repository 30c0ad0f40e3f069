"""Who may call and record a review, and who reads and understands."""

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from policies.documents.models import Policy
from policies.documents.queries import visible_to

REMINDING, CALLING, READING = "reviews", "reviews", "reading"


def check_can_review(actor: Actor, policy: Policy) -> None:
    """Whoever writes policies records their reviews."""
    require(actor, Permission.POLICY_WRITE, _("Only who writes the policies may do this."))
    _check_there(actor, policy)


def check_can_call(actor: Actor, policy: Policy) -> None:
    """Whoever writes or approves policies calls a review."""
    if not (actor.can(Permission.POLICY_WRITE) or actor.can(Permission.POLICY_APPROVE)):
        raise Refused(_("Only who writes or approves the policies may do this."))
    _check_there(actor, policy)


def check_can_acknowledge(actor: Actor) -> None:
    """Staff and governors acknowledge what they have read."""
    require(
        actor,
        Permission.POLICY_ACKNOWLEDGE,
        _("Only staff and governors acknowledge what they have read."),
    )


def check_can_have_calendar(actor: Actor) -> None:
    """Whoever sees the planner may have its dates in a calendar of their own."""
    require(actor, Permission.PLANNER, _("Only who sees the planner may do this."))


def _check_there(actor: Actor, policy: Policy) -> None:
    if not visible_to(actor).filter(pk=policy.pk).exists():
        raise Refused(_("There is no such policy."))
