"""Meetings with their agenda, attendance and actions; minutes once a meeting is closed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership, SchoolOwned
from policies.meetings.choices import Kind, State, called


class Meeting(SchoolOwned):
    """A log review or a committee meeting, on one day."""

    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices)
    day = models.DateField(_("Day"))
    title = models.CharField(_("Title"), max_length=120, blank=True)
    place = models.CharField(_("Place"), max_length=120, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="meeting_closed_at_and_by",
            )
        ]

    def __str__(self) -> str:
        return f"meeting:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.school.slug, self.pk])

    @property
    def called(self) -> str:
        """Its kind, with its title if it has one."""
        return called(self.kind, self.title)

    @property
    def state(self) -> State:
        return State.OPEN if self.closed_at is None else State.CLOSED


class Item(SchoolOwned):
    """One item of the agenda, what was said about it and what was decided."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(_("Item"), max_length=200)
    notes = models.TextField(_("What was said"), blank=True)
    decision = models.TextField(_("What was decided"), blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"meeting_item:{self.pk}"


class Presence(SchoolOwned):
    """Somebody who was there: a member, or a guest by name."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presences")
    member = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    guest = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, guest="")
                | (Q(member__isnull=True) & ~Q(guest="")),
                name="meeting_member_or_guest",
            ),
            models.UniqueConstraint(fields=["meeting", "member"], name="meeting_member_once"),
        ]

    def __str__(self) -> str:
        return f"meeting_presence:{self.pk}"


class Action(SchoolOwned):
    """What somebody is to do by a day, and what came of it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="actions")
    words = models.CharField(_("What is to be done"), max_length=300)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("By"))
    answer = models.TextField(_("What came of it"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="meeting_action_answered_at_and_by",
            )
        ]

    def __str__(self) -> str:
        return f"meeting_action:{self.pk}"


class Correction(SchoolOwned):
    """What of closed minutes is not so, and why. The minutes stay; this stands beneath them.
    Insert-only."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections")
    what = models.TextField(_("What is corrected"))
    why = models.TextField(_("Why"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"meeting_correction:{self.pk}"


class Minutes(SchoolOwned):
    """A meeting as it was closed, whole. Insert-only."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"meeting_minutes:{self.meeting_id}"
