"""Enums and audit event types of the rules."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Shape(models.TextChoices):
    """How a table is read, and so how it is drawn."""

    TICKS = "ticks", _("Misuse and the actions that follow")
    LEVEL_MISUSE = "level_misuse", _("Misuse by level")
    LEVEL_RESPONSES = "level_responses", _("Responses by level and occurrence")
    RATINGS = "ratings", _("Activities and whether they are acceptable")
    TECHNOLOGIES = "technologies", _("Technologies, for staff and for pupils")


register({"rules.version_made": _("made a version of a table of rules")})
