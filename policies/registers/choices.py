"""Enums and audit event types of the registers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Source(models.TextChoices):
    """How a change of an entry came about."""

    FORM = "form", _("Typed")
    FILE = "file", _("From a file")
    MOVE = "move", _("With a step")
    SYSTEM = "system", _("By itself")


class ImportState(models.TextChoices):
    PREVIEW = "preview", _("Waiting for you to confirm")
    APPLYING = "applying", _("Being applied")
    APPLIED = "applied", _("Applied")
    DROPPED = "dropped", _("Not applied")


class RowState(models.TextChoices):
    """What one row of a file would do."""

    ERROR = "error", _("Error")
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Already there")


register(
    {
        "register.entry_added": _("added an entry to a register"),
        "register.entry_changed": _("changed an entry of a register"),
        "register.entry_viewed": _("opened an entry of a register"),
        "register.entry_moved": _("took a step with an entry of a register"),
        "register.entry_ended": _("ended an entry of a register on its day"),
        "register.exported": _("took out a register as a file"),
        "register.printed": _("asked for a register as a PDF"),
        "register.pdf_opened": _("opened the PDF of a register"),
        "register.pdfs_removed": _("removed old PDFs of registers"),
        "register.import_previewed": _("read in a file of a register"),
        "register.import_confirmed": _("confirmed a file of a register"),
        "register.import_dropped": _("dropped a file of a register"),
        "register.imported": _("applied a file of a register"),
        "register.reminded": _("reminded of a register"),
    }
)
