"""Enums and audit event types of schools."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Phase(models.TextChoices):
    PRIMARY = "primary", _("Primary")
    SECONDARY = "secondary", _("Secondary")
    ALL_THROUGH = "all_through", _("All-through")
    SPECIAL = "special", _("Special")


class ClosureKind(models.TextChoices):
    """Why there is no school for pupils on a day inside a term."""

    HALF_TERM = "half_term", _("Half-term holiday")
    HOLIDAY = "holiday", _("Holiday or bank holiday")
    INSET = "inset", _("Inset day")


register(
    {
        "school.created": _("created the school"),
        "school.changed": _("changed the school's details"),
        "term.changed": _("changed the terms or closures"),
        "member.invited": _("invited a member"),
        "member.role_given": _("gave a role"),
        "member.role_taken": _("took a role away"),
        "member.left": _("ended a membership"),
        "member.returned": _("reopened a membership"),
    }
)
