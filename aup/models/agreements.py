"""The acceptable use agreements of a school, in versions that never change."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aup.choices import Audience
from esafety.schools.models import SchoolOwned


class Agreement(SchoolOwned):
    """What one group of people agrees to. The words are in its versions."""

    code = models.SlugField(max_length=40)
    title = models.CharField(_("Title"), max_length=120)
    audience = models.CharField(_("Who agrees"), max_length=20, choices=Audience.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="agreement_once_per_school")
        ]

    def __str__(self) -> str:
        return f"agreement:{self.code}"

    def get_absolute_url(self) -> str:
        return reverse("aup:agreement", args=[self.school.slug, self.code])


class AgreementVersion(SchoolOwned):
    """One version of the words, insert-only: a signature stands on exactly this text.

    `material` says that the change is large enough for everybody to sign again.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    effective_from = models.DateField(_("In force from"))
    sha256 = models.CharField(max_length=64)
    material = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by_ref = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.agreement}:{self.number}"
