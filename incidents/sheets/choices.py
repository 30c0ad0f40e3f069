"""Kinds of sheets, the flags of a record, and their audit event types."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class SheetKind(models.TextChoices):
    """What a sheet of the record is about."""

    REFERRAL = "referral", _("Referral outside the school, or the decision not to refer")
    DISCLOSURE = "disclosure", _("What was shared, with whom and why")
    SEARCH = "search", _("Search, or device taken and kept safe")
    BREACH = "breach", _("Personal data breach")
    RESTORATIVE = "restorative", _("Restorative meeting")
    COMMUNITY = "community", _("Response in the wider community")


class BullyingRole(models.TextChoices):
    """Roles in bullying (forms.md, Rules that the forms carry)."""

    TARGET = "target", _("Target")
    RINGLEADER = "ringleader", _("Ringleader")
    ASSISTANT = "assistant", _("Assistant")
    REINFORCER = "reinforcer", _("Reinforcer")
    DEFENDER = "defender", _("Defender")
    OUTSIDER = "outsider", _("Outsider")


class Strand(models.TextChoices):
    """Equality strands, for returns on prejudice-based incidents (domain.md 4)."""

    RACE = "race", _("Race, ethnicity or nationality")
    RELIGION = "religion", _("Religion or belief")
    SEX = "sex", _("Sex, including misogyny")
    ORIENTATION = "orientation", _("Sexual orientation")
    GENDER = "gender", _("Gender identity")
    DISABILITY = "disability", _("Disability or special needs")


register(
    {
        "sheet.written": _("wrote a sheet of an incident's record"),
        "sheet.corrected": _("corrected a sheet of an incident's record"),
        "sheet.register_exported": _("exported a register of sheets"),
        "incident.marked": _("changed the marks of an incident"),
    }
)
