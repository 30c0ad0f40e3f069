"""What was decided by the school's grid for one person, with the grid's row as it was then."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership, SchoolOwned
from incidents.models.incident import Incident
from incidents.models.involved import InvolvedPerson
from incidents.models.tasks import Task
from policies.models import RuleTableVersion


class Decision(SchoolOwned):
    """One decision by a grid, insert-only. `row` is the copied line of the grid, `version` the one
    in force on the day of the incident. A later decision that `replaces` it is the present one.

    `earlier` holds the references of the incidents that were counted. Whoever reads the decision
    is shown those of them that exist for them, and never their number.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="decisions")
    involved = models.ForeignKey(InvolvedPerson, on_delete=models.PROTECT, related_name="decisions")
    version = models.ForeignKey(RuleTableVersion, on_delete=models.PROTECT, related_name="+")
    responses = models.ForeignKey(
        RuleTableVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    grid = models.SlugField(max_length=40)
    misuse = models.CharField(max_length=60)
    misuse_words = models.TextField()
    level = models.CharField(max_length=20, blank=True)
    row: Any = models.JSONField()
    counted = models.PositiveSmallIntegerField(default=1)
    occurrence = models.PositiveSmallIntegerField(default=1)
    occurrence_reason = models.TextField(_("Why another number"), blank=True)
    counted_from = models.DateField(null=True, blank=True)
    earlier: Any = models.JSONField(default=list)
    note = models.TextField(_("Reasons"), blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    replaces_reason = models.TextField(_("Why it was decided again"), blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(occurrence=models.F("counted"))
                | ~models.Q(occurrence_reason=""),
                name="another_number_has_its_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(replaces__isnull=True) | ~models.Q(replaces_reason=""),
                name="deciding_again_has_its_reason",
            ),
        ]
        indexes = [models.Index(fields=["school", "grid", "misuse"], name="decision_by_misuse")]

    def __str__(self) -> str:
        return f"decision:{self.pk}"


class Measure(SchoolOwned):
    """One action of a decision: whether the grid proposed it, whether it was taken, and the
    reason for each departure. Insert-only; how it went is on its task."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="measures")
    code = models.CharField(max_length=60)
    words = models.TextField()
    condition = models.TextField(blank=True)
    proposed = models.BooleanField()
    taken = models.BooleanField()
    reason = models.TextField(blank=True)
    task = models.OneToOneField(
        Task, null=True, blank=True, on_delete=models.PROTECT, related_name="measure"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(proposed=models.F("taken")) | ~models.Q(reason=""),
                name="a_departure_has_its_reason",
            )
        ]

    def __str__(self) -> str:
        return f"measure:{self.pk}"
