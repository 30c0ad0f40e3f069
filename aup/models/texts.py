"""The words of the next version while they are written, and versions in other languages."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aup.models.agreements import Agreement, AgreementVersion
from esafety.schools.models import Membership, SchoolOwned


class AgreementDraft(SchoolOwned):
    """The words that may become the next version, one row an agreement.

    `base` is the version it was begun from, and nothing while nobody writes one. The row stays and
    `revision` only goes up, so that a page that was left open can never save over other work.
    """

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="draft")
    base = models.ForeignKey(
        AgreementVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(_("The words"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(base__isnull=True, text="") | Q(base__isnull=False) & ~Q(text=""),
                name="agreement_draft_with_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement}:draft"


class AgreementTranslation(SchoolOwned):
    """One version in another language, insert-only. The newest of a language counts, and there is
    no newer one once somebody has signed."""

    version = models.ForeignKey(
        AgreementVersion, on_delete=models.PROTECT, related_name="translations"
    )
    locale = models.CharField(_("Language"), max_length=12)
    text = models.TextField(_("The words"))
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by_ref = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["version", "locale"], name="translation_of_version")]

    def __str__(self) -> str:
        return f"{self.version}:{self.locale}"
