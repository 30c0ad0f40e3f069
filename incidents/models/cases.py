"""Who has a case besides the readers of the log, and concerns about adults who work here."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership, SchoolOwned
from incidents.cases.choices import Level, Threshold, WayOut
from incidents.models.incident import Incident
from incidents.models.involved import InvolvedPerson


class Referral(SchoolOwned):
    """That one member was given exactly this case, whole or only its technical part, until it is
    taken back. `level` is how narrow the case was then: a case that becomes narrower later is
    closed to them again."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="referrals")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    technical = models.BooleanField(_("Only the technical part"), default=False)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.ORDINARY)
    reason = models.TextField(_("What they are asked to do"))
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "member"],
                condition=Q(ended_at__isnull=True),
                name="referred_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="referral_ended_at_and_by",
            ),
        ]
        indexes = [models.Index(fields=["member", "incident"], name="referral_by_member")]

    def __str__(self) -> str:
        return f"referral:{self.pk}"


class Exclusion(SchoolOwned):
    """That one member has no part in this case: stepped back, or kept out by a lead or the head."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="exclusions")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=WayOut.choices)
    reason = models.TextField(_("Reason"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "member"],
                condition=Q(lifted_at__isnull=True),
                name="excluded_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="exclusion_lifted_at_and_by",
            ),
        ]
        indexes = [models.Index(fields=["member", "incident"], name="exclusion_by_member")]

    def __str__(self) -> str:
        return f"exclusion:{self.pk}"


class StaffConcern(SchoolOwned):
    """What is decided about one adult who works here, as it stood at one moment. Insert-only:
    the newest row for an involved person is the present one (domain.md 1.4)."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="staff_concerns")
    involved = models.ForeignKey(InvolvedPerson, on_delete=models.PROTECT, related_name="concerns")
    threshold = models.CharField(
        _("Which is it?"), max_length=12, choices=Threshold.choices, default=Threshold.UNDECIDED
    )
    context = models.TextField(_("Context, and where it happened"), blank=True)
    lado_considered = models.BooleanField(_("LADO considered?"), default=False)
    lado_contacted = models.BooleanField(_("Was the LADO contacted?"), null=True, blank=True)
    lado_reason = models.TextField(_("Reason for contacting the LADO or not"), blank=True)
    lado_contacted_at = models.DateTimeField(_("When"), null=True, blank=True)
    lado_name = models.CharField(_("Who was spoken to"), max_length=120, blank=True)
    lado_reference = models.CharField(_("LADO reference"), max_length=60, blank=True)
    lado_advice = models.TextField(_("What the LADO advised"), blank=True)
    supply_agency = models.CharField(_("Supply agency told"), max_length=200, blank=True)
    action_taken = models.TextField(_("Action taken"), blank=True)
    reporter_anonymous = models.BooleanField(_("The reporter asks not to be named"), default=False)
    outcome = models.TextField(_("Outcome and the reasons for it"), blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lado_considered=False)
                | (Q(lado_contacted__isnull=False) & ~Q(lado_reason="")),
                name="lado_considered_with_reason",
            )
        ]

    def __str__(self) -> str:
        return f"staff_concern:{self.pk}"
