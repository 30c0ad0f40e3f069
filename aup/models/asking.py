"""Who was asked to sign which version, and what each of those who must sign answered."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aup.choices import AnswerKind, AskState, CampaignState, ParentsNeeded
from aup.models.agreements import Agreement, AgreementVersion
from esafety.people.models import Person
from esafety.schools.models import Membership, SchoolOwned
from esafety.signatures.choices import Means, Part
from esafety.signatures.models import Signature


def usual_reminders() -> list[int]:
    """Days after the opening on which those who have not answered are reminded."""
    return [3, 7, 14]


class AgreementSettings(SchoolOwned):
    """What a school decides about signing, one row a school."""

    parents_needed = models.CharField(
        _("Which parents sign"),
        max_length=5,
        choices=ParentsNeeded.choices,
        default=ParentsNeeded.ONE,
    )
    ask_birth_date = models.BooleanField(
        _("Ask a parent for the child’s date of birth before anything is shown"), default=False
    )
    reminder_days: Any = models.JSONField(_("Remind after so many days"), default=usual_reminders)
    link_days = models.PositiveSmallIntegerField(_("A parent’s link works for"), default=30)
    ask_new_people = models.BooleanField(_("Ask new people by themselves"), default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school"], name="agreement_settings_once")]

    def __str__(self) -> str:
        return f"agreement_settings:{self.school_id}"


class Campaign(SchoolOwned):
    """One round of asking: a version, for some groups, between two days. `groups` holds year
    groups, tutor groups and kinds of people; empty means all whom the agreement is for."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="campaigns")
    version = models.ForeignKey(
        AgreementVersion, on_delete=models.PROTECT, related_name="campaigns"
    )
    title = models.CharField(_("Name of the campaign"), max_length=120)
    groups: Any = models.JSONField(default=dict)
    reminder_days: Any = models.JSONField(_("Remind after so many days"), default=usual_reminders)
    opens_on = models.DateField(_("First day"))
    closes_on = models.DateField(_("Last day"))
    state = models.CharField(
        max_length=10, choices=CampaignState.choices, default=CampaignState.DRAFT
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lte=models.F("closes_on")), name="campaign_opens_first"
            )
        ]

    def __str__(self) -> str:
        return f"campaign:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("aup:campaign", args=[self.school.slug, self.pk])


class Ask(SchoolOwned):
    """That one person's agreement is wanted to one version. `state` follows from the answers
    (`states.state_of`) and is written with each of them; `reason` is that of a refusal."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="asks")
    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="asks")
    subject = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="asks")
    campaign = models.ForeignKey(
        Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="asks"
    )
    state = models.CharField(max_length=12, choices=AskState.choices, default=AskState.ASKED)
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    due_on = models.DateField(_("To be signed by"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "version"], name="asked_once_per_version")
        ]
        indexes = [
            models.Index(fields=["school", "agreement", "state"], name="ask_by_state"),
            models.Index(fields=["school", "subject", "agreement"], name="ask_by_subject"),
        ]

    def __str__(self) -> str:
        return f"ask:{self.pk}"

    @property
    def last_day(self) -> date | None:
        """The day by which to sign, while it is still ahead: nobody is asked for a day that is
        over, such as after a campaign, or once a signature was taken back."""
        ahead = self.due_on is not None and self.due_on >= timezone.localdate()
        return self.due_on if ahead else None


class Answer(SchoolOwned):
    """What one of those who must sign did: signed, declined or took it back. Insert-only; the
    newest of a person and part counts. `day_on_paper` is the day that stands on a printed form;
    `answered_at` is then when it was entered."""

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="answers")
    part = models.CharField(max_length=10, choices=Part.choices)
    kind = models.CharField(max_length=10, choices=AnswerKind.choices)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    signature = models.ForeignKey(
        Signature, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    reason = models.TextField(_("Reason"), blank=True)
    means = models.CharField(max_length=15, choices=Means.choices)
    day_on_paper = models.DateField(_("Day on the form"), null=True, blank=True)
    answered_at = models.DateTimeField()
    answered_by_ref = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=AnswerKind.DECLINED) | Q(signature__isnull=False),
                name="answer_with_its_signature",
            ),
            models.CheckConstraint(
                condition=Q(kind=AnswerKind.SIGNED) | ~Q(reason=""), name="answer_with_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"answer:{self.pk}"
