"""Who may do what with the guidance register."""

from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import require

SEEDING = "system:seeding"


def check_can_keep(actor: Actor) -> None:
    """Whoever keeps the register adds entries, editions and checks."""
    require(actor, Permission.GUIDANCE_KEEP, _("Only who keeps the guidance register may do this."))
