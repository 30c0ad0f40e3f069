"""Who may keep the directory."""

from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.schools.models import SchoolOwned


def check_can_manage(actor: Actor, row: SchoolOwned | None = None) -> None:
    """The school office, the lead and the head keep the people of their own school up to date."""
    require(actor, Permission.PEOPLE_MANAGE, _("Your role does not let you change the directory."))
    if row is not None and row.school_id != actor.school_id:
        raise Refused(_("This belongs to another school."))
