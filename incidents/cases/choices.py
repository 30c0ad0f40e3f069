"""Levels of a case, ways out of it, and the words for concerns about staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Level(models.IntegerChoices):
    """How narrow the circle is: a referral opens a case only up to the level it was given at."""

    ORDINARY = 0, _("Ordinary")
    PROTECTED = 1, _("Child protection")
    STAFF = 2, _("About a member of staff")
    CHAIR = 3, _("About the headteacher")


class WayOut(models.TextChoices):
    """Why a member no longer has a case."""

    RECUSED = "recused", _("Stepped back")
    EXCLUDED = "excluded", _("Kept out of this case")


class Threshold(models.TextChoices):
    """The two levels of a concern about an adult who works with children (domain.md 1.4)."""

    UNDECIDED = "undecided", _("Not decided yet")
    ALLEGATION = "allegation", _("Allegation: it may meet the harm threshold")
    LOW_LEVEL = "low_level", _("Low-level concern: it does not meet the harm threshold")


register(
    {
        "incident.referred": _("referred an incident to a member"),
        "incident.referral_ended": _("took a referral back"),
        "incident.recused": _("stepped back from an incident"),
        "incident.excluded": _("kept a member out of an incident"),
        "incident.readmitted": _("let a member have an incident again"),
        "incident.narrowed": _("moved an incident to the queue about staff"),
        "incident.widened": _("moved an incident back to the ordinary log"),
        "incident.cp_marked": _("marked an incident child protection"),
        "incident.cp_unmarked": _("took the child protection mark off an incident"),
        "incident.staff_concern_written": _("wrote a concern about a member of staff"),
        "incident.patterns_viewed": _("looked at the pattern of low-level concerns"),
    }
)
