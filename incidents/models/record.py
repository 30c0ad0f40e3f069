"""The chronology of an incident, and the drafts of reports not yet sent."""

import uuid
from typing import Any

from django.db import models

from esafety.schools.models import Membership, SchoolOwned
from incidents.choices import EntryKind, ImmediateAction, Status
from incidents.models.incident import Incident


class Entry(SchoolOwned):
    """One line of the chronology: when it happened, and when it was written down. Insert-only."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    action = models.CharField(max_length=20, choices=ImmediateAction.choices, blank=True)
    from_status = models.CharField(max_length=16, choices=Status.choices, blank=True)
    to_status = models.CharField(max_length=16, choices=Status.choices, blank=True)
    text = models.TextField(blank=True)
    changes: Any = models.JSONField(default=list)
    happened_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_by_words = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["happened_at", "pk"]
        indexes = [models.Index(fields=["incident", "happened_at"], name="entry_by_incident")]

    def __str__(self) -> str:
        return f"entry:{self.pk}"


class Draft(SchoolOwned):
    """A report being written: kept on the server until it is sent, or for 30 days."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="drafts")
    answers: Any = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-saved_at"], name="draft_by_owner")]

    def __str__(self) -> str:
        return f"draft:{self.pk}"
