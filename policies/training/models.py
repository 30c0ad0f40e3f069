"""Sessions, who attended, what training people say they need, certificates."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership, SchoolOwned
from policies.training.choices import How, Kind


class Session(SchoolOwned):
    """One training on one day. `groups` are those it is for; `guests` were counted, not named."""

    day = models.DateField(_("Day"))
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("Title"), max_length=120)
    covered = models.TextField(_("What it covered"), blank=True)
    led_by = models.CharField(_("Who led it"), max_length=120, blank=True)
    groups = models.JSONField(_("For whom"), default=list)
    guests = models.PositiveIntegerField(_("Parents, carers and guests who came"), default=0)
    code = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="training_code_once")
        ]

    def __str__(self) -> str:
        return f"training_session:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("training:session", args=[self.school.slug, self.pk])


class Attendance(SchoolOwned):
    """That a member attended; one noted by mistake is taken back, never deleted."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"],
                condition=Q(taken_back_at__isnull=True),
                name="training_attended_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="training_taken_back_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"training_attendance:{self.pk}"


class Topic(SchoolOwned):
    """One topic of the audit of needs, until it is retired. A school that has none asks ours."""

    code = models.CharField(max_length=20)
    words = models.CharField(_("Topic"), max_length=120)
    position = models.PositiveSmallIntegerField()
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="training_topic_code_once")
        ]

    def __str__(self) -> str:
        return f"training_topic:{self.pk}"


class NeedsAnswer(SchoolOwned):
    """What training a member says they need in a school year, by topic. Insert-only."""

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "year"], name="training_needs_once_a_year")
        ]

    def __str__(self) -> str:
        return f"training_needs:{self.pk}"


class Certificate(SchoolOwned):
    """That somebody attended, as it stood when the certificate was made. Insert-only."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=19)
    facts = models.JSONField()
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "member"], name="training_certified_once"),
            models.UniqueConstraint(fields=["school", "code"], name="training_certificate_code"),
        ]

    def __str__(self) -> str:
        return f"training_certificate:{self.pk}"
