"""Enums and audit event types of agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Audience(models.TextChoices):
    """Who agrees (spec/agreements.md: Who signs what)."""

    STAFF = "staff", _("Staff, governors and student teachers on the staff")
    SUPPLY = "supply", _("Supply and peripatetic teachers, coaches and other student teachers")
    VISITORS = "visitors", _("Visitors, volunteers and parent helpers")
    COMMUNITY = "community", _("Community users, by their responsible person")
    PUPILS_EARLY = "pupils_early", _("Early years and key stage 1, by a parent or carer")
    PUPILS_PRIMARY = "pupils_primary", _("Key stage 2, by the pupil and a parent or carer")
    STUDENTS = "students", _("Secondary, by the student and a parent or carer")


register({"agreement.version_made": _("made a version of an agreement")})
