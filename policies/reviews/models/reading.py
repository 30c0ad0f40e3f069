"""Who has read and understood which revision or edition. The evidence is the signature."""

from django.db import models
from django.db.models import Q

from esafety.schools.models import Membership, SchoolOwned
from esafety.signatures.models import Signature
from policies.documents.models import PolicyRevision
from policies.guidance.models import GuidanceEdition


class Acknowledgement(SchoolOwned):
    """That a member read a revision of a policy or an edition of guidance, insert-only.

    It stands while its signature was not taken back.
    """

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="readings")
    revision = models.ForeignKey(
        PolicyRevision, null=True, blank=True, on_delete=models.PROTECT, related_name="readings"
    )
    edition = models.ForeignKey(
        GuidanceEdition, null=True, blank=True, on_delete=models.PROTECT, related_name="readings"
    )
    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, related_name="reading")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revision__isnull=False, edition__isnull=True)
                | Q(revision__isnull=True, edition__isnull=False),
                name="reading_of_one_thing",
            )
        ]
        indexes = [models.Index(fields=["member", "revision"], name="reading_by_member")]

    def __str__(self) -> str:
        return f"reading:{self.pk}"
