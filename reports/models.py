"""A governor report of one term, from draft to published, and its frozen editions."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.jobs.models import Job
from esafety.schools.models import Membership, SchoolOwned, Term
from reports.choices import Part, ReportStatus


class GovernorReport(SchoolOwned):
    """One term's report. `words` are the lead's own; figures come from counts alone."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.MAIN)
    status = models.CharField(
        max_length=10, choices=ReportStatus.choices, default=ReportStatus.DRAFT
    )
    words = models.TextField(_("Your words for the governors"), blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "term", "part"], name="report_once_per_term"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="report_approved_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="report_published_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"report:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.school.slug, self.pk])


class Edition(SchoolOwned):
    """A report as it was built: its data, words and PDF, with their SHA-256. Insert-only."""

    report = models.ForeignKey(GovernorReport, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    data: Any = models.JSONField()
    words = models.TextField(blank=True)
    template_version = models.CharField(max_length=20)
    data_sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    built_at = models.DateTimeField()
    built_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="edition_number_once")
        ]

    def __str__(self) -> str:
        return f"edition:{self.pk}"
