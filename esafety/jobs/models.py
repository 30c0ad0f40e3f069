"""The job row: an outbox with lease and retries."""

import uuid
from typing import Any, ClassVar

from django.db import models

from esafety.jobs.choices import JobState
from esafety.schools.models import Membership, SchoolOwned

__all__ = ["Heartbeat", "Job", "JobState"]


class Job(SchoolOwned):
    """One piece of work. `payload` holds ids and codes only, never personal data.

    `asked_by` is the member who follows it on a page, and may cancel it or try it again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    payload: Any = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    asked_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    once_key = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    run_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    progress_words = models.CharField(max_length=80, blank=True)
    last_error = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "run_after"], name="job_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "once_key"],
                condition=~models.Q(once_key=""),
                name="job_once_per_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Heartbeat(models.Model):
    """When a worker last ran the sweep: one row, which /healthz reads. Belongs to no school."""

    name = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager["Heartbeat"]] = models.Manager()

    def __str__(self) -> str:
        return self.name
