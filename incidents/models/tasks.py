"""Tasks of a case, and what a school sets for its clocks and counting."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership, SchoolOwned
from incidents.models.incident import Incident
from incidents.models.involved import InvolvedPerson
from incidents.sanctions.choices import CountOver
from incidents.tasking.choices import Owner, TaskKind, TaskState


class Task(SchoolOwned):
    """Something one person or role is asked to do, answerable without seeing more of the case
    than `words` say. Pages name it by `key`: a running number would tell of other cases."""

    key = models.UUIDField(unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=16, choices=TaskKind.choices, default=TaskKind.DO)
    title = models.CharField(_("What is to be done"), max_length=200)
    words = models.TextField(_("What they need to know"), blank=True)
    about = models.ForeignKey(
        InvolvedPerson, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    # Whoever answers a task sees nothing else of the case, so its giver says whether they are told.
    names_person = models.BooleanField(_("Tell them whom it is about"), default=False)
    # With an owner as well: somebody who holds it until one of that role is chosen.
    owner_role = models.CharField(_("For"), max_length=20, choices=Owner.choices, blank=True)
    owner = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    due_on = models.DateField(_("Due on"))
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.TextField(_("What was done"), blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # "Inform parents" asks who, when and how.
    informed_who = models.CharField(_("Who was informed"), max_length=200, blank=True)
    informed_at = models.DateTimeField(_("When they were informed"), null=True, blank=True)
    informed_how = models.CharField(_("How they were informed"), max_length=120, blank=True)
    # "Remove access" ends by itself on its date.
    access_removed_at = models.DateTimeField(_("When access was removed"), null=True, blank=True)
    access_until = models.DateField(_("Access comes back on"), null=True, blank=True)
    access_ended_at = models.DateTimeField(null=True, blank=True)
    # "Liable for cost" has an amount, in pounds.
    amount = models.DecimalField(
        _("Amount in pounds"), max_digits=9, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(owner_role="") | Q(owner__isnull=False), name="task_has_an_owner"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="done_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state=TaskState.DONE) | (Q(done_at__isnull=False) & ~Q(outcome="")),
                name="task_done_with_its_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "state", "due_on"], name="task_by_due"),
            models.Index(fields=["owner", "state"], name="task_by_owner"),
        ]

    def __str__(self) -> str:
        return f"task:{self.key}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:task", args=[self.school.slug, self.key])


class TriageSettings(SchoolOwned):
    """What a school sets for its clocks (spec/triage.md, Clocks) and for counting misuse."""

    acknowledge_hours = models.PositiveSmallIntegerField(
        _("Remind the lead of an unacknowledged report after so many school hours"), default=4
    )
    head_after_days = models.PositiveSmallIntegerField(
        _("Remind the headteacher after so many school days"), default=1
    )
    silent_days = models.PositiveSmallIntegerField(
        _("Remind of a case without an entry after so many school days"), default=10
    )
    task_days = models.PositiveSmallIntegerField(
        _("A task is due after so many school days, unless another date is chosen"), default=5
    )
    count_over = models.CharField(
        _("Earlier misuse counts over"),
        max_length=16,
        choices=CountOver.choices,
        default=CountOver.ACADEMIC_YEAR,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="triage_settings_once"),
            models.CheckConstraint(
                condition=Q(acknowledge_hours__gte=1, head_after_days__gte=1)
                & Q(silent_days__gte=1, task_days__gte=1),
                name="clocks_of_one_or_more",
            ),
        ]

    def __str__(self) -> str:
        return f"triage_settings:{self.school_id}"
