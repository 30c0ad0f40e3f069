"""Sheets of the record: each kind has its own facts, all are kept the same way."""

from typing import Any

from django.db import models

from esafety.schools.models import Membership, SchoolOwned
from incidents.models.incident import Incident
from incidents.sheets.choices import SheetKind


class Sheet(SchoolOwned):
    """One revision of one sheet, insert-only. A correction is the next revision of its number.

    `clock_at` is when the sheet's own clock runs out (72 hours for a breach) and `settled` says
    that what the clock asks for was decided.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="sheets")
    kind = models.CharField(max_length=12, choices=SheetKind.choices)
    number = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=1)
    facts: Any = models.JSONField()
    reason = models.TextField(blank=True)
    clock_at = models.DateTimeField(null=True, blank=True)
    settled = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["kind", "number", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "kind", "number", "revision"], name="sheet_revision_once"
            )
        ]
        indexes = [models.Index(fields=["school", "settled", "clock_at"], name="sheet_by_clock")]

    def __str__(self) -> str:
        return f"sheet:{self.pk}"
