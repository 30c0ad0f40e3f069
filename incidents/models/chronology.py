"""A printed chronology of one person: asked for by one member, fetched by that member alone."""

import uuid
from typing import Any

from django.db import models
from django.urls import reverse

from esafety.jobs.models import Job
from esafety.people.models import Person
from esafety.schools.models import Membership, SchoolOwned


class ChronologyPrint(SchoolOwned):
    """One PDF of a person's chronology. `content` is what it shows, with the names of others
    masked already; it is let go of once the PDF is made, and its hash stays.

    `incidents` lists the ids that it shows, so that it is given out only while its reader may
    see every one of them. The words that its reader added to be masked are kept nowhere.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    content: Any = models.JSONField(default=dict)
    incidents: Any = models.JSONField(default=list)
    job = models.OneToOneField(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    pdf = models.BinaryField(default=b"")
    sha256 = models.CharField(max_length=64, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    unavailable = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(made_at__isnull=True, sha256="")
                | (models.Q(made_at__isnull=False) & ~models.Q(sha256="")),
                name="chronology_made_with_its_hash",
            )
        ]
        indexes = [models.Index(fields=["requested_at"], name="chronology_print_by_age")]

    def __str__(self) -> str:
        return f"chronology_print:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:chronology_pdf", args=[self.school.slug, self.key])
