"""Concerns raised without an account, and messages between a reporter and the school."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership, SchoolOwned
from incidents.models.incident import Incident


class Concern(SchoolOwned):
    """How the person who raised a concern comes back: by a code of which only a keyed hash is
    kept. `once_key` makes a form sent twice one incident."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="concern")
    code_hash = models.CharField(max_length=64, unique=True)
    once_key = models.UUIDField()
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "once_key"], name="concern_sent_once")
        ]

    def __str__(self) -> str:
        return f"concern:{self.pk}"


class Message(SchoolOwned):
    """A line between the reporter and those who handle the case. Insert-only. A line from the
    school has its writer, one from the reporter has none: both ways stay nameless to the other."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="messages")
    from_reporter = models.BooleanField()
    text = models.TextField(_("Message"))
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    once_key = models.UUIDField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_reporter=True) | Q(sent_by__isnull=False),
                name="school_message_sent_at_and_by",
            ),
            models.UniqueConstraint(fields=["school", "once_key"], name="message_sent_once"),
        ]

    def __str__(self) -> str:
        return f"message:{self.pk}"
