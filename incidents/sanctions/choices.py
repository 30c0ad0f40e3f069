"""Audit event types of sanctions, the grids, and over which time earlier misuse counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class CountOver(models.TextChoices):
    """The period over which earlier misuse of the same person counts; each school sets its own."""

    ACADEMIC_YEAR = "academic_year", _("This academic year")
    TERM = "term", _("This term")
    TWELVE_MONTHS = "twelve_months", _("The last 12 months")
    EVER = "ever", _("All the time on record")


class Grid(models.TextChoices):
    """The tables of rules by which something is decided about a person (policies/seeds)."""

    PUPILS = "pupil-actions", _("Pupils: misuse and what follows")
    LEVELS = "levels-misuse", _("Pupils: misuse by level")
    STAFF = "staff-actions", _("Staff: misuse and what follows")


# What follows a level stands in a table of its own.
RESPONSES = "levels-responses"
# The row of the seeds' tick grids for any misuse that goes on after a warning or sanction.
REPEATED = "repeat_after_warning"
# The code of a measure that is not of the grid.
OTHER = "other"


register(
    {
        "sanction.decided": _("decided what follows by the school's grid"),
        "sanction.report_viewed": _("opened the report on sanctions"),
        "sanction.report_exported": _("exported the report on sanctions"),
    }
)
