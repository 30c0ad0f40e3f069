"""Notices, each member's wishes about mail, and who is away."""

import uuid
from datetime import date, time

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from esafety.notices.choices import Mail, QuietDays
from esafety.schools.models import Membership, SchoolOwned


class Notice(SchoolOwned):
    """That something waits for one member: a kind and a reference, no word of what it says."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    object = models.CharField(max_length=80)
    urgent = models.BooleanField(default=False)
    mail = models.CharField(max_length=10, choices=Mail.choices)
    once_key = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["member", "-created_at"], name="notice_by_member"),
            models.Index(fields=["school", "mail", "mailed_at"], name="notice_by_mail"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "member", "once_key"],
                condition=~Q(once_key=""),
                name="notice_once_per_key",
            ),
        ]

    def __str__(self) -> str:
        return f"notice:{self.key}"


class NoticeSettings(SchoolOwned):
    """When one member wants mail. Hours are on the school's clock; who has no row has these.

    Quiet hours go from one hour to the other, over midnight where the first is the later one;
    the same hour twice is no quiet hours. What cannot wait is mailed at once whatever it says here.
    """

    member = models.OneToOneField(
        Membership, on_delete=models.PROTECT, related_name="notice_settings"
    )
    mail = models.CharField(
        _("Mail about what waits for you"),
        max_length=10,
        choices=Mail.choices,
        default=Mail.AT_ONCE,
    )
    quiet_from = models.TimeField(_("Quiet from"), default=time(19))
    quiet_until = models.TimeField(_("Quiet until"), default=time(7))
    quiet_days = models.CharField(
        _("Quiet all day"),
        max_length=10,
        choices=QuietDays.choices,
        default=QuietDays.WEEKENDS,
    )
    digest_at = models.TimeField(_("The daily mail comes at"), default=time(7, 30))

    def __str__(self) -> str:
        return f"notice settings of member:{self.member_id}"


class Absence(SchoolOwned):
    """Days on which a member is away (both ends included), and who stands in. No reason is kept."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(_("First day away"))
    ends_on = models.DateField(_("Last day away"))
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="absence_starts_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("member")),
                name="absence_deputy_is_another",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="absence_ended_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"absence:{self.key}"

    @property
    def audit_ref(self) -> str:
        """How audit rows and notices name it."""
        return f"absence:{self.key}"

    def covers(self, day: date) -> bool:
        """Whether the day is one of its days."""
        return self.starts_on <= day <= self.ends_on
