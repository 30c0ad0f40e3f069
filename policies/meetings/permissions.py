"""Who keeps meetings, and who answers an action."""

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import require
from policies.meetings.models import Action


def check_can_keep(actor: Actor) -> None:
    """The lead, their deputy and the headteacher."""
    require(actor, Permission.MEETING_KEEP, _("Only the online safety lead keeps the meetings."))


def check_can_attend(actor: Actor) -> None:
    """Those who come to the meetings and read their minutes."""
    require(actor, Permission.MEETING_ATTEND, _("Only those who attend may read this."))


def check_can_answer(actor: Actor, action: Action) -> None:
    """Whose action it is, and those who keep the meetings."""
    if action.owner_id != actor.membership_id:
        check_can_keep(actor)
