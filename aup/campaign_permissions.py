"""Who may run campaigns and say how agreements are signed."""

from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.schools.models import SchoolOwned

CAMPAIGNS = "campaigns"
"""The part of the system that asks, reminds and closes by the day."""

BOUNCES = "bounces"
"""The part of the system that reads notices of mails that came back."""


def check_can_manage_campaigns(actor: Actor, row: SchoolOwned | None = None) -> None:
    """The office, the lead and the head run their own school's campaigns, and the clock does."""
    if actor.system != CAMPAIGNS:
        require(actor, Permission.AGREEMENT_MANAGE, _("Your role does not run campaigns."))
    if row is not None and row.school_id != actor.school_id:
        raise Refused(_("This belongs to another school."))


def check_can_note_returned(actor: Actor, row: SchoolOwned) -> None:
    """Who runs campaigns says that a letter came back, and who reads the notices does."""
    if actor.system != BOUNCES:
        require(actor, Permission.AGREEMENT_MANAGE, _("Your role does not run campaigns."))
    if row.school_id != actor.school_id:
        raise Refused(_("This belongs to another school."))
