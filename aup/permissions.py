"""Who may do what to the agreements. State rules are in workflow."""

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import require


def check_can_write(actor: Actor) -> None:
    """Those who write the agreements begin, change and publish their words and translations."""
    require(
        actor, Permission.AGREEMENT_WRITE, _("Only those who write the agreements can do this.")
    )
