"""The tablet at reception on which visitors sign."""

from django.db import models
from django.db.models import Q

from esafety.schools.models import Membership, SchoolOwned


class KioskDay(SchoolOwned):
    """That the signing page is open on one tablet, from an act of the office until the end of the
    school day or until the office closes it. Only the hash of the tablet's cookie is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="kiosk_closed_at_and_by",
            )
        ]

    def __str__(self) -> str:
        return f"kiosk:{self.pk}"
