"""What parents said about pictures of their child, use by use. Separate from every agreement."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aup.consent_choices import ConsentKind, Use
from esafety.people.models import Person
from esafety.schools.models import Membership, SchoolOwned
from esafety.signatures.choices import Means
from esafety.signatures.models import Signature


class ImageConsent(SchoolOwned):
    """One form that a parent or carer signed about one child, or that they took it back.
    Insert-only; the newest of a parent counts. `day_on_paper` is the day that stands on a paper
    form."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="image_consents")
    guardian = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="image_consents_given"
    )
    kind = models.CharField(max_length=10, choices=ConsentKind.choices)
    signature = models.ForeignKey(
        Signature, on_delete=models.PROTECT, related_name="image_consents"
    )
    means = models.CharField(max_length=15, choices=Means.choices)
    entered_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("Reason"), blank=True)
    given_at = models.DateTimeField()
    given_by_ref = models.CharField(max_length=60)
    day_on_paper = models.DateField(_("Day on the form"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["signature", "kind"], name="image_consent_once"),
            models.CheckConstraint(
                condition=~Q(kind=ConsentKind.WITHDRAWN) | ~Q(reason=""),
                name="image_consent_with_its_reason",
            ),
        ]
        indexes = [models.Index(fields=["school", "child", "id"], name="image_consent_by_child")]

    def __str__(self) -> str:
        return f"image_consent:{self.pk}"


class ConsentAnswer(SchoolOwned):
    """Yes or no to one use, insert-only."""

    consent = models.ForeignKey(ImageConsent, on_delete=models.PROTECT, related_name="answers")
    use = models.CharField(max_length=12, choices=Use.choices)
    yes = models.BooleanField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["consent", "use"], name="consent_answer_once")
        ]

    def __str__(self) -> str:
        return f"consent_answer:{self.pk}"
