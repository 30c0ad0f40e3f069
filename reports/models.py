"""A governor report of one term, from draft to published, and its frozen editions."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.jobs.models import Job
from esafety.schools.models import Membership, SchoolOwned, Term
from reports.choices import SLUGS, PaperKind, Part, ReportStatus


def _both_or_neither(act: str) -> models.CheckConstraint:
    """That `<act>_at` and `<act>_by` are either both known or both not."""
    neither = Q(**{f"{act}_at__isnull": True, f"{act}_by__isnull": True})
    both = Q(**{f"{act}_at__isnull": False, f"{act}_by__isnull": False})
    return models.CheckConstraint(condition=neither | both, name=f"report_{act}_at_and_by")


def _member() -> Any:
    return models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class GovernorReport(SchoolOwned):
    """One term's report. `words` are the lead's own; figures come from counts alone."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.MAIN)
    status = models.CharField(
        max_length=10, choices=ReportStatus.choices, default=ReportStatus.DRAFT
    )
    words = models.TextField(_("Your words for the governors"), blank=True)
    names_cleared = models.BooleanField(default=False)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sent_back_at = models.DateTimeField(null=True, blank=True)
    sent_back_by = _member()
    sent_back_words = models.TextField(_("Reason"), blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = _member()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = _member()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "term"], condition=Q(part=Part.MAIN), name="report_once_per_term"
            ),
            models.UniqueConstraint(
                fields=["school", "term", "drafted_by"],
                condition=Q(part=Part.ANNEX),
                name="annex_once_per_maker",
            ),
            *(_both_or_neither(act) for act in ("sent_back", "approved", "published")),
            models.CheckConstraint(
                condition=Q(part=Part.ANNEX)
                | Q(approved_by__isnull=True)
                | ~Q(approved_by=F("drafted_by")),
                name="report_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(part=Part.MAIN) | ~Q(status=ReportStatus.PUBLISHED),
                name="annex_never_published",
            ),
        ]

    def __str__(self) -> str:
        return f"report:{self.pk}"

    def get_absolute_url(self) -> str:
        return self.url("report")

    def url(self, page: str, *more: object) -> str:
        """The address of one of this report's pages. No running number in it tells of others."""
        return reverse(f"reports:{page}", args=[self.school.slug, self.term_code, self.slug, *more])

    @property
    def term_code(self) -> str:
        """The term as addresses and data name it, such as 2026-1."""
        return code_of(self.term)

    @property
    def slug(self) -> str:
        return SLUGS[Part(self.part)]

    @property
    def is_main(self) -> bool:
        return self.part == Part.MAIN

    @property
    def audit_ref(self) -> str:
        """How audit rows name it; the rows of an annex are for its maker alone."""
        return f"report:{self.term_code}" if self.is_main else f"annex:{self.pk}"


def code_of(term: Term) -> str:
    """The school year and number of a term, such as 2026-1 for autumn 2026."""
    return f"{term.academic_year}-{term.number}"


class Edition(SchoolOwned):
    """A report as it was built: its data, words and PDF, with their SHA-256. Insert-only.

    `build` is the job that made it, so that a job done twice leaves one edition. A final edition
    is made from the approved one with nothing but the approval added.
    """

    report = models.ForeignKey(GovernorReport, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    build = models.UUIDField(default=uuid.uuid4)
    final = models.BooleanField(default=False)
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
            models.UniqueConstraint(fields=["report", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["report", "build"], name="edition_once_per_build"),
        ]

    def __str__(self) -> str:
        return f"edition:{self.pk}"


class Paper(SchoolOwned):
    """A PDF that one member asked for, made by a job and fetched by that member alone.

    `asked` holds codes only. `incidents` lists the ids of all that it shows or counts, so that it
    is given out only while its reader may see every one of them. `content` is what it shows where
    that is fixed when it is asked for; it is let go of once the PDF is made.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=PaperKind.choices)
    requested_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    asked: Any = models.JSONField(default=dict)
    content: Any = models.JSONField(default=dict)
    incidents: Any = models.JSONField(default=list)
    job = models.OneToOneField(
        Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    pdf = models.BinaryField(default=b"")
    sha256 = models.CharField(max_length=64, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    unavailable = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, sha256="")
                | (Q(made_at__isnull=False) & ~Q(sha256="")),
                name="paper_made_with_its_hash",
            )
        ]
        indexes = [models.Index(fields=["requested_at"], name="paper_by_age")]

    def __str__(self) -> str:
        return f"paper:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("reports:paper", args=[self.school.slug, self.key])
