"""Enums and audit event types of notices and absences."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Mail(models.TextChoices):
    """When a member wants mail about what waits for them."""

    AT_ONCE = "at_once", _("At once")
    DIGEST = "digest", _("Once a day, together")
    NEVER = "never", _("Not at all: on screen only")


class QuietDays(models.TextChoices):
    """Whole days on which no mail is wanted."""

    NONE = "none", _("No day: mail comes every day")
    WEEKENDS = "weekends", _("Saturdays and Sundays")
    NO_SCHOOL = "no_school", _("Every day without school: weekends, holidays and inset days")


register(
    {
        "notice.read": _("marked a notice as read"),
        "notice.settings_changed": _("changed when mail comes"),
        "absence.said": _("said when a member is away"),
        "absence.changed": _("changed when a member is away"),
        "absence.ended": _("said that a member is not away any more"),
    }
)
