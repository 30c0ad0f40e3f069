"""Enums and audit event types of signatures (spec: "A signature that stands up")."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Part(models.TextChoices):
    """In what capacity somebody signs: a pupil's agreement has a part for each who must sign."""

    OWN = "own", _("For themselves")
    PARENT = "parent", _("As a parent or carer")
    WITNESS = "witness", _("As the teacher who read it with them")
    GROUP = "group", _("As the responsible person of a group")


class Means(models.TextChoices):
    """How the signer was identified."""

    ACCOUNT = "account", _("Signed in with their account")
    SECOND_FACTOR = "second_factor", _("Signed in with their account and a second step")
    LINK = "link", _("By a single-use link sent to their email address")
    CODE = "code", _("By the code on a form that the school gave out")
    PAPER = "paper", _("On paper, entered by the school")
    KIOSK = "kiosk", _("On the school's own tablet, at the school")
    WITNESSED = "witnessed", _("In class, before their teacher")


class Standing(models.TextChoices):
    """What a signature is worth today."""

    VALID = "valid", _("Valid")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Replaced by a later signature")
    UNKNOWN = "unknown", _("Not known")


register(
    {
        "signature.made": _("signed"),
        "signature.withdrawn": _("withdrew a signature"),
        "signature.certified": _("made the certificate of a signature"),
        "signature.stamped": _("had the moment of a signature confirmed by a time-stamp authority"),
        "signature.read": _("opened the certificate of a signature"),
    }
)
