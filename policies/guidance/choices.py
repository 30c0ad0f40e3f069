"""Kinds and audit event types of the guidance register."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Standing(models.TextChoices):
    """How much weight a text has."""

    STATUTORY = "statutory", _("Statutory: the school must follow it or have regard to it")
    NATIONAL = "national", _("National advice or standard")
    LOCAL = "local", _("Local: the authority, the trust or the safeguarding partners")


register(
    {
        "guidance.added": _("added a text to the guidance register"),
        "guidance.changed": _("changed an entry of the guidance register"),
        "guidance.edition_added": _("added an edition to the guidance register"),
        "guidance.checked": _("checked that an entry of the guidance register is up to date"),
        "guidance.reminded": _("was reminded to check an entry of the guidance register"),
        "guidance.retired": _("took an entry out of the guidance register"),
    }
)
