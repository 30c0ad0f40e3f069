"""Calls for a review, its record, and the reminders of its date."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership, SchoolOwned
from policies.documents.models import Policy, PolicyRevision
from policies.reviews.choices import Outcome, Why


class ReviewCall(SchoolOwned):
    """That a review of a policy was called, insert-only.

    `reference` names what called it ("incident:OAK-7K3P-9X", "guidance:kcsie:2") and is shown only
    to those for whom that exists; no word of an incident is ever kept here.
    """

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="review_calls")
    why = models.CharField(_("Why"), max_length=12, choices=Why.choices)
    reference = models.CharField(max_length=80, blank=True)
    words = models.TextField(_("In words"), blank=True)
    called_at = models.DateTimeField()
    called_by_ref = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "reference"],
                condition=~Q(reference=""),
                name="review_called_once_by_each",
            ),
            models.CheckConstraint(
                condition=~Q(why=Why.INCIDENT) | Q(words=""), name="review_call_no_incident_words"
            ),
        ]

    def __str__(self) -> str:
        return f"review-call:{self.pk}"


class Review(SchoolOwned):
    """The record of one review that was done, insert-only."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="reviews")
    number = models.PositiveIntegerField()
    law = models.TextField(_("What changed in law and guidance"))
    technology = models.TextField(_("What changed in technology"))
    incidents = models.TextField(_("What incidents have shown"))
    people = models.TextField(_("Who reviewed it"))
    outcome = models.CharField(_("Outcome"), max_length=10, choices=Outcome.choices)
    words = models.TextField(_("Why"))
    next_on = models.DateField(_("Next date"), null=True, blank=True)
    revision_number = models.PositiveIntegerField()
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="review_once"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WITHDRAW, next_on__isnull=True)
                | (~Q(outcome=Outcome.WITHDRAW) & Q(next_on__isnull=False)),
                name="review_has_next_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy}:review:{self.number}"


class ReviewDraft(SchoolOwned):
    """The record of a review while it is written, one open at a time for each policy."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="review_drafts")
    review = models.OneToOneField(
        Review, null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )
    law = models.TextField(blank=True)
    technology = models.TextField(blank=True)
    incidents = models.TextField(blank=True)
    people = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    words = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    begun_at = models.DateTimeField()
    begun_by_ref = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["policy"], condition=Q(review__isnull=True), name="one_open_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.policy}:review-draft"


class ReviewReminder(SchoolOwned):
    """One reminder of one review date, insert-only: it exists once, ever. `step` counts days from
    the date (-90, -30, -7, 1, 8, ...); `told` names whom it was for. `mailed_as` is the step in
    whose mail it went: its own or, where its day passed without one, that of a later step."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    step = models.SmallIntegerField()
    mailed_as = models.SmallIntegerField(null=True)
    told: Any = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "review_on", "step"], name="review_reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference}:{self.step}"

    @property
    def reference(self) -> str:
        """How notices name the policy with the date that they are about."""
        return f"{self.policy}:{self.review_on.isoformat()}"


class PolicyAgreement(SchoolOwned):
    """That an agreement (by its code) stands on a policy: who signs it is affected by a change."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="agreements")
    agreement = models.SlugField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "agreement"], name="policy_agreement_once")
        ]

    def __str__(self) -> str:
        return f"{self.policy}:{self.agreement}"


class Renewal(SchoolOwned):
    """Which agreements (by their codes) are to be signed again after a material revision, as its
    publisher chose; an empty list where none is. Insert-only."""

    revision = models.OneToOneField(
        PolicyRevision, on_delete=models.PROTECT, related_name="renewal"
    )
    agreements: Any = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    asked_by_ref = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.revision}:renewal"
