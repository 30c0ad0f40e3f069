"""A governor report of a term or a school year, from draft to published; its frozen editions."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from esafety.jobs.models import Job
from esafety.schools.models import Membership, SchoolOwned, Term
from reports.choices import SLUGS, TEXTS, PaperKind, Part, ReportStatus, Section, Span


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
    """The report of one term, or of the school year whose last term it is.

    `corrected_at`: since then a published report is being corrected, or was last. Readers go on
    reading what was published (`Publication`) whatever the state of the report is.
    """

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    span = models.CharField(max_length=4, choices=Span.choices, default=Span.TERM)
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.MAIN)
    status = models.CharField(
        max_length=10, choices=ReportStatus.choices, default=ReportStatus.DRAFT
    )
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
    corrected_at = models.DateTimeField(null=True, blank=True)
    corrected_by = _member()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "term", "span"],
                condition=Q(part=Part.MAIN),
                name="report_once_per_term",
            ),
            models.UniqueConstraint(
                fields=["school", "term", "span", "drafted_by"],
                condition=Q(part=Part.ANNEX),
                name="annex_once_per_maker",
            ),
            *(_both_or_neither(act) for act in ("sent_back", "approved", "published", "corrected")),
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
        """The time as addresses name it, such as 2026-1, or 2026-year for a school year."""
        return code_of(self.term, self.span)

    @property
    def time(self) -> str:
        """The time in words."""
        return name_of(self.term, self.span)

    @property
    def slug(self) -> str:
        return SLUGS[Part(self.part)]

    @property
    def is_main(self) -> bool:
        return self.part == Part.MAIN

    @property
    def is_correction(self) -> bool:
        """Whether it is being corrected since it was published."""
        return self.corrected_at is not None and self.status != ReportStatus.PUBLISHED

    @property
    def audit_ref(self) -> str:
        """How audit rows name it; the rows of an annex are for its maker alone."""
        return f"report:{self.term_code}" if self.is_main else f"annex:{self.pk}"


def code_of(term: Term, span: str = Span.TERM) -> str:
    """The school year and number of a term, such as 2026-1 for autumn 2026; 2026-year for all."""
    return f"{term.academic_year}-{term.number if span == Span.TERM else 'year'}"


def name_of(term: Term, span: str) -> str:
    """The term, or the school year that it ends, in words."""
    if span == Span.TERM:
        return str(term)
    years = {"first": term.academic_year, "last": f"{(term.academic_year + 1) % 100:02}"}
    return _t("School year %(first)s/%(last)s") % years


class SectionWords(SchoolOwned):
    """The words of one section of a report, as they are now; editions keep them as they were.

    `section` is a `choices.Section` or `choices.CORRECTION`.
    """

    report = models.ForeignKey(GovernorReport, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=12, choices=[(key, key) for key in TEXTS])
    text = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="words_once_per_section")
        ]

    def __str__(self) -> str:
        return f"words:{self.pk}"


class NameClearance(SchoolOwned):
    """That names found in a section are not those of people in incidents, and why. Insert-only.

    `names` as `names.Found.key` has them. The reason is empty where all are ordinary words.
    """

    report = models.ForeignKey(GovernorReport, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=12, choices=[(key, key) for key in TEXTS])
    names: Any = models.JSONField()
    reason = models.TextField(blank=True)
    cleared_at = models.DateTimeField()
    cleared_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"clearance:{self.pk}"


class Edition(SchoolOwned):
    """A report as it was built: its data, texts and PDF, with their SHA-256. Insert-only.

    `build` is the job that made it, so that a job done twice leaves one edition. A final edition
    is made from the approved one with nothing but the approval added. `texts` has the words by
    section, and `frame` all else that is printed: the days, the approval, what a correction
    changes. `html_sha256` is of the page that the PDF was made from. Editions of template version
    1 have one text, `words`, and neither frame nor page.
    """

    report = models.ForeignKey(GovernorReport, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    build = models.UUIDField(default=uuid.uuid4)
    final = models.BooleanField(default=False)
    data: Any = models.JSONField()
    words = models.TextField(blank=True)
    texts: Any = models.JSONField(default=dict)
    frame: Any = models.JSONField(default=dict)
    template_version = models.CharField(max_length=20)
    data_sha256 = models.CharField(max_length=64)
    html_sha256 = models.CharField(max_length=64, blank=True)
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

    @property
    def words_by_section(self) -> dict[str, str]:
        """The words of each section that has any. Old editions have one text: the first."""
        return {Section.INCIDENTS.value: self.words} if self.words else self.texts


class Publication(SchoolOwned):
    """That an edition was given to the governors. Insert-only; a newer one takes its place."""

    report = models.ForeignKey(GovernorReport, on_delete=models.PROTECT, related_name="+")
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="publication")
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"publication:{self.pk}"


class ReadingConfirmation(SchoolOwned):
    """That a governor has read what was published. Insert-only."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "member"], name="read_once_by_each")
        ]

    def __str__(self) -> str:
        return f"reading:{self.pk}"


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


# The model of a part of this app is found by Django through this module.
from reports.log_review.models import LogReview, LogReviewPart  # noqa: E402, F401
