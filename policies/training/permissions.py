"""Who keeps training, who signs in, who has a certificate."""

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from policies.training.models import Attendance


def check_can_keep(actor: Actor) -> None:
    """The lead, the DSL, senior leaders, the headteacher and the office."""
    require(actor, Permission.TRAINING_KEEP, _("Only those who keep training may do this."))


def check_can_attend(actor: Actor) -> None:
    """Staff and governors, for themselves."""
    require(actor, Permission.TRAINING, _("Only staff and governors have training here."))


def check_can_have_certificate(actor: Actor, attendance: Attendance) -> None:
    """Whoever attended, for themselves, and those who keep training."""
    if attendance.member_id != actor.membership_id:
        check_can_keep(actor)
    if attendance.taken_back_at is not None:
        raise Refused(_("This attendance was taken back, so there is no certificate."))
