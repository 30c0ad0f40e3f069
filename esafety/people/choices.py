"""Enums and audit event types of the directory."""

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Kind(models.TextChoices):
    PUPIL = "pupil", _("Pupil")
    STAFF = "staff", _("Staff")
    GOVERNOR = "governor", _("Governor")
    GUARDIAN = "guardian", _("Parent or carer")
    SUPPLY = "supply", _("Supply or visiting teacher, or coach")
    VISITOR = "visitor", _("Visitor")
    COMMUNITY = "community", _("Community user")


YEAR_GROUPS: list[tuple[str, object]] = [
    ("N1", _("Nursery 1")),
    ("N2", _("Nursery 2")),
    ("R", _("Reception")),
    *[(str(n), format_lazy(_("Year {n}"), n=n)) for n in range(1, 15)],
]


class ImportKind(models.TextChoices):
    PUPILS = "pupils", _("Pupils with their parents and carers")
    STAFF = "staff", _("Staff")
    GOVERNORS = "governors", _("Governors")


class ImportState(models.TextChoices):
    PREVIEW = "preview", _("Waiting for you to confirm")
    APPLYING = "applying", _("Being applied")
    APPLIED = "applied", _("Applied")
    DROPPED = "dropped", _("Not applied")


class RowState(models.TextChoices):
    """What one row of a file would do."""

    ERROR = "error", _("Error")
    NEW = "new", _("New")
    JOINS = "joins", _("Joins an entry")
    CHANGED = "changed", _("Changed")
    LEAVER = "leaver", _("Leaver")
    UNCHANGED = "unchanged", _("Unchanged")


register(
    {
        "person.added": _("added a person"),
        "person.changed": _("changed a person's details"),
        "person.connected": _("connected an account with its entry in the directory"),
        "person.entry_wanted": _("asked for an entry in the directory"),
        "person.left": _("recorded that a person left"),
        "person.returned": _("recorded that a person came back"),
        "person.viewed": _("opened a person's page"),
        "guardianship.changed": _("changed who is whose parent or carer"),
        "people.import_previewed": _("read in a file of people"),
        "people.import_confirmed": _("confirmed a file of people"),
        "people.import_dropped": _("dropped a file of people"),
        "people.imported": _("applied a file of people"),
    }
)
