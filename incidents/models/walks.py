"""A decision chart walked on an incident, and the image guard."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership, SchoolOwned
from incidents.models.incident import Incident
from incidents.models.tasks import Task
from incidents.walks.choices import Answer
from policies.models import RuleTableVersion


class Walk(SchoolOwned):
    """That a chart was begun on an incident, in the version in force then."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="walks")
    chart = models.SlugField(max_length=40)
    version = models.ForeignKey(RuleTableVersion, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "chart"], name="chart_walked_once")
        ]

    def __str__(self) -> str:
        return f"walk:{self.pk}"


class WalkStep(SchoolOwned):
    """One question answered or step taken, with who and when. Insert-only: going back to a node
    writes a further row, and the newest row of a node is the present one."""

    walk = models.ForeignKey(Walk, on_delete=models.PROTECT, related_name="steps")
    node = models.CharField(max_length=60)
    words = models.TextField()
    answer = models.CharField(max_length=60, blank=True)
    answer_words = models.TextField(blank=True)
    note = models.TextField(_("What was done or found"), blank=True)
    happened_at = models.DateTimeField(_("When it was done"), null=True, blank=True)
    skipped = models.BooleanField(default=False)
    reason = models.TextField(_("Reason for skipping"), blank=True)
    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(skipped=False) | ~Q(reason=""), name="skipped_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"walk_step:{self.pk}"


class ImageGuard(SchoolOwned):
    """The five referral prompts of a sexual-image incident, and who saw anything. Insert-only:
    the newest row is the present one. It holds words, never the image and never a link."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="guards")
    adult = models.CharField(max_length=8, choices=Answer.choices)
    coercion = models.CharField(max_length=8, choices=Answer.choices)
    unusual = models.CharField(max_length=8, choices=Answer.choices)
    under_13 = models.CharField(max_length=8, choices=Answer.choices)
    risk = models.CharField(max_length=8, choices=Answer.choices)
    refer = models.BooleanField(_("Refer to the police or children's social care"))
    override_reason = models.TextField(_("Reason for not referring"), blank=True)
    seen: Any = models.JSONField(default=list)
    device_secured = models.BooleanField(_("The device is kept safe"), null=True, blank=True)
    device_words = models.TextField(_("Where the device is, and who holds it"), blank=True)
    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            # Whatever the answers, a decision not to refer is kept with its reason (domain.md 2).
            models.CheckConstraint(
                condition=Q(refer=True) | ~Q(override_reason=""),
                name="not_referring_has_its_reason",
            )
        ]

    def __str__(self) -> str:
        return f"guard:{self.pk}"
