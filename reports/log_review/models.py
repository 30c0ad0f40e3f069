"""The frozen log of a log review, and its PDF in parts. Insert-only."""

import uuid
from typing import Any

from django.db import models
from django.urls import reverse

from esafety.schools.models import Membership, SchoolOwned
from policies.meetings.models import Meeting


class LogReview(SchoolOwned):
    """What the log showed one member when a meeting was closed, as canonical JSON with its SHA-256.

    `incidents` lists the ids of all that it shows: it exists only for readers who may still see
    every one of them. `job` is the key of the job that makes the PDF; jobs are forgotten in time.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="log_reviews")
    content: Any = models.JSONField()
    sha256 = models.CharField(max_length=64)
    incidents: Any = models.JSONField(default=list)
    job = models.UUIDField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-frozen_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "frozen_by"], name="log_frozen_once_each")
        ]

    def __str__(self) -> str:
        return f"log_review:{self.key}"

    def get_absolute_url(self) -> str:
        return reverse("reports:log_review", args=[self.school.slug, self.key])


class LogReviewPart(SchoolOwned):
    """One PDF of a frozen log, with the rows of the whole that it holds."""

    review = models.ForeignKey(LogReview, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField()
    first_row = models.PositiveIntegerField()
    last_row = models.PositiveIntegerField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="log_review_part_once")
        ]

    def __str__(self) -> str:
        return f"log_review_part:{self.pk}"
