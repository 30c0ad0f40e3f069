"""A printed log: asked for by one member, made by a job, fetched by that member alone."""

import uuid
from typing import Any

from django.db import models
from django.urls import reverse

from esafety.jobs.models import Job
from esafety.schools.models import Membership, SchoolOwned


class LogPrint(SchoolOwned):
    """The log on paper (Appendix J), in one part or several. `filters` holds codes only; how far it
    is, its job says.

    `incidents` lists the ids that its parts show together, so that each part is given out only
    while its reader may see every one of them.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    requested_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    filters: Any = models.JSONField(default=dict)
    job = models.OneToOneField(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    incidents: Any = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    unavailable = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["requested_at"], name="print_by_age")]

    def __str__(self) -> str:
        return f"print:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:log_pdf", args=[self.school.slug, self.key])


class LogPart(SchoolOwned):
    """One PDF of a printed log, with the rows of the whole that it holds (from 1; none: 1 to 0)."""

    print = models.ForeignKey(LogPrint, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    first_row = models.PositiveIntegerField()
    last_row = models.PositiveIntegerField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["print", "number"], name="log_part_number_once")
        ]

    def __str__(self) -> str:
        return f"log_part:{self.pk}"
