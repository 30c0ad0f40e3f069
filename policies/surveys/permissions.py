"""Who keeps the surveys."""

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import require


def check_can_manage(actor: Actor) -> None:
    """The lead, their deputy and the headteacher."""
    require(actor, Permission.SURVEY_MANAGE, _("Only the online safety lead keeps the surveys."))
