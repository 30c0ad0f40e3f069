"""A printed log: asked for by one member, made by a job, fetched by that member alone."""

import uuid
from typing import Any

from django.db import models
from django.urls import reverse

from esafety.jobs.models import Job
from esafety.schools.models import Membership, SchoolOwned


class LogPrint(SchoolOwned):
    """One PDF of the log (Appendix J). `filters` holds codes only; how far it is, its job says.

    `incidents` lists the ids that the PDF shows, so that it is given out only while its reader
    may see every one of them.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    requested_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    filters: Any = models.JSONField(default=dict)
    job = models.OneToOneField(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    incidents: Any = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    pdf = models.BinaryField(default=b"")
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    unavailable = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(made_at__isnull=True, sha256="")
                | (models.Q(made_at__isnull=False) & ~models.Q(sha256="")),
                name="print_made_with_its_hash",
            )
        ]
        indexes = [models.Index(fields=["requested_at"], name="print_by_age")]

    def __str__(self) -> str:
        return f"print:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:log_pdf", args=[self.school.slug, self.key])
