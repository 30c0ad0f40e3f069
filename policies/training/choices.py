"""Kinds of training, how attendance was noted, and the events of training."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Kind(TextChoices):
    INDUCTION = "induction", _("Induction")
    YEARLY = "yearly", _("Yearly training of staff")
    GOVERNORS = "governors", _("Governors")
    PARENTS = "parents", _("Parents and carers")
    OTHER = "other", _("Other")


class Group(TextChoices):
    STAFF = "staff", _("Staff")
    GOVERNORS = "governors", _("Governors")
    OTHERS = "others", _("Parents, carers and guests")


class How(TextChoices):
    TICKED = "ticked", _("Ticked on the list")
    SIGNED_IN = "signed_in", _("Signed in by themselves")
    IMPORTED = "imported", _("Read in from a list")


class Sure(TextChoices):
    SURE = "sure", _("I am sure")
    FAIRLY = "fairly", _("Fairly sure")
    NEED = "need", _("I need training")


register(
    {
        "training.session_made": _("entered a training session"),
        "training.session_changed": _("changed a training session"),
        "training.session_dropped": _("dropped a training session"),
        "training.attended": _("noted who attended a training session"),
        "training.signed_in": _("signed in at a training session"),
        "training.imported": _("read in a list of training"),
        "training.needs_told": _("said what training they need"),
        "training.topics_set": _("changed the topics of the audit of needs"),
        "training.certified": _("made a certificate of training"),
        "training.certificate_read": _("opened a certificate of training"),
        "training.reminded": _("reminded somebody of training"),
        "training.keepers_told": _("told those who keep training that some is overdue"),
        "training.exported": _("took out a list of training"),
    }
)
