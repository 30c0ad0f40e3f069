"""The incident as it stands now, and the report as it was submitted."""

from typing import Any

from django.db import models
from django.db.models import Case, F, Q, Value
from django.db.models import When as If
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership, SchoolOwned
from incidents.choices import OPEN, Outcome, Place, Status, When
from incidents.concerns.choices import Source
from incidents.models.types import IncidentType

# The order of the states in an incident's life; an index serves exactly this expression.
STATE_RANK = Case(
    *(If(status=status, then=Value(rank)) for rank, status in enumerate(Status.values)),
    output_field=models.SmallIntegerField(),
)


class Incident(SchoolOwned):
    """The record (Appendix I) and its state. It begins as a copy of the report's answers."""

    reference = models.CharField(max_length=16)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.SUBMITTED)
    urgent = models.BooleanField(_("Urgent"), default=False)
    submitted_at = models.DateTimeField()
    reporter = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="reported"
    )
    reporter_name = models.CharField(_("Name of the person reporting"), max_length=120, blank=True)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.MEMBER)
    # Who has the case: about an adult who works here, and marked by the DSL (spec/roles.md).
    staff_subject = models.BooleanField(default=False)
    child_protection = models.BooleanField(default=False)
    ai_generated = models.BooleanField(_("AI made or simulated something in it"), default=False)
    strands: Any = models.JSONField(_("Equality strands"), default=list)

    place = models.CharField(_("Where it took place"), max_length=10, choices=Place.choices)
    place_words = models.CharField(_("Where exactly"), max_length=200, blank=True)
    when = models.CharField(_("How sure is the date?"), max_length=10, choices=When.choices)
    happened_on = models.DateField(_("Date of the incident"))
    happened_until = models.DateField(_("Last day"), null=True, blank=True)
    when_words = models.CharField(_("About when"), max_length=200, blank=True)
    happened_at_time = models.TimeField(_("Time"), null=True, blank=True)
    types = models.ManyToManyField(IncidentType, related_name="incidents")
    other_words = models.CharField(_("Other: say what"), max_length=200, blank=True)
    description = models.TextField(_("Full description"))
    platforms: Any = models.JSONField(_("Social media involved"), default=list)
    platform_words = models.CharField(_("Other service"), max_length=200, blank=True)
    evidence = models.TextField(_("What evidence there is"), blank=True)
    evidence_held = models.CharField(_("Where the evidence is held"), max_length=300, blank=True)

    handler = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="handles"
    )
    summary = models.TextField(_("Brief summary of the incident"), blank=True)
    investigation = models.TextField(_("Investigation"), blank=True)
    outcome = models.CharField(_("Outcome"), max_length=20, choices=Outcome.choices, blank=True)
    outcome_words = models.TextField(_("Outcome and the reasons for it"), blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    last_entry_at = models.DateTimeField()
    search_text = models.TextField(editable=False, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "reference"], name="reference_once"),
            models.CheckConstraint(
                condition=Q(happened_until__isnull=True)
                | Q(happened_until__gte=models.F("happened_on")),
                name="incident_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="acknowledged_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="closed_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.CLOSED)
                | (~Q(summary="") & ~Q(outcome="") & Q(closed_at__isnull=False)),
                name="closed_needs_summary_and_outcome",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into__isnull=True)),
                name="merged_says_into_which",
            ),
        ]
        # The log is read by these, a page at a time. The reference breaks ties and never the id:
        # a page's address carries the tie-breaker, and ids would tell of rows between.
        indexes = [
            models.Index(fields=["school", "-happened_on", "-reference"], name="log_by_day"),
            models.Index(fields=["school", "-submitted_at", "-reference"], name="log_by_report"),
            models.Index(
                F("school"),
                STATE_RANK,
                F("happened_on").desc(),
                F("reference").desc(),
                name="log_by_state",
            ),
            models.Index(
                fields=["school", "status", "-happened_on", "-reference"], name="log_of_status"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("incidents:record", args=[self.school.slug, self.reference])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def audit_ref(self) -> str:
        return f"incident:{self.reference}"


class Submission(SchoolOwned):
    """The report exactly as it was submitted (Appendix H). Insert-only."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="submission")
    answers: Any = models.JSONField()
    sha256 = models.CharField(max_length=64)
    signed_name = models.CharField(max_length=120)
    declaration = models.CharField(max_length=300)
    submitted_at = models.DateTimeField()
    once_key = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "once_key"], name="one_incident_per_draft")
        ]

    def __str__(self) -> str:
        return f"submission:{self.pk}"
