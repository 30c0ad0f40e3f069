"""Private calendar addresses."""

from django.db import models
from django.db.models import Q

from esafety.schools.models import Membership, SchoolOwned


class CalendarFeed(SchoolOwned):
    """One private address of a member's calendar. Its secret is kept as a hash alone."""

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(ended_at__isnull=True), name="one_calendar_each"
            )
        ]

    def __str__(self) -> str:
        return f"calendar:{self.pk}"
