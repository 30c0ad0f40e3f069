"""Who may say that a member is away. No queries and no state rules here."""

from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require


def may_say_away(actor: Actor, membership_id: int) -> bool:
    """One's own absence, or anybody's for who manages members."""
    return actor.membership_id == membership_id or actor.can(Permission.MEMBERS_MANAGE)


def check_can_say_away(actor: Actor, membership_id: int) -> None:
    """The same as a refusal."""
    if not may_say_away(actor, membership_id):
        raise Refused(_("You can say only of yourself when you are away."))


def check_can_choose_mail(actor: Actor) -> None:
    """Every member chooses when their own mail comes."""
    require(actor, Permission.NOTICES, _("Only members of the school can choose when mail comes."))
