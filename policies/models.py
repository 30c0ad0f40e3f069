"""The tables of rules of a school, in versions that never change, and drafts of the next one."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership, SchoolOwned
from policies.choices import OPEN, DraftState, Shape


class RuleTable(SchoolOwned):
    """One table: a grid of sanctions or of acceptable use. What it says is in its versions."""

    code = models.SlugField(max_length=40)
    title = models.CharField(_("Title"), max_length=120)
    shape = models.CharField(max_length=20, choices=Shape.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="rule_table_once_per_school")
        ]

    def __str__(self) -> str:
        return f"rules:{self.code}"

    def get_absolute_url(self) -> str:
        return self.url("rule_table")

    @property
    def needs_approval(self) -> bool:
        """Whether somebody other than its author has to approve a change of it."""
        return Shape(self.shape).needs_approval

    def url(self, page: str, *more: object) -> str:
        """The address of one of this table's pages."""
        return reverse(f"policies:{page}", args=[self.school.slug, self.code, *more])


class RuleTableVersion(SchoolOwned):
    """One version, insert-only. `rows` holds the lines of its CSV, the headings first.

    `labels` are the school's own words for columns whose headings are codes; `sha256` is of the
    CSV alone, which they do not change. `approved_by_ref` is empty where nobody had to approve.
    """

    table = models.ForeignKey(RuleTable, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    effective_from = models.DateField(_("In force from"))
    rows: Any = models.JSONField()
    labels: Any = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    comment = models.TextField(_("What changed and why"), blank=True, default="")
    made_at = models.DateTimeField()
    made_by_ref = models.CharField(max_length=60)
    approved_by_ref = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="rule_table_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.table}:{self.number}"

    @property
    def columns(self) -> list[str]:
        """The headings."""
        headings: list[str] = self.rows[0]
        return headings

    @property
    def records(self) -> list[dict[str, str]]:
        """The lines below the headings, by heading."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows[1:]]


def _both_or_neither(act: str) -> models.CheckConstraint:
    """That `<act>_at` and `<act>_by` are either both known or both not."""
    neither = Q(**{f"{act}_at__isnull": True, f"{act}_by__isnull": True})
    both = Q(**{f"{act}_at__isnull": False, f"{act}_by__isnull": False})
    return models.CheckConstraint(condition=neither | both, name=f"draft_{act}_at_and_by")


def _member(*, null: bool = True) -> Any:
    return models.ForeignKey(
        Membership, null=null, blank=null, on_delete=models.PROTECT, related_name="+"
    )


class RuleTableDraft(SchoolOwned):
    """The next version of a table while it is written. `grid` is what `policies.grid` reads.

    A table has one open draft at most. `revision` goes up with each change, so that two people
    who have the same draft open do not overwrite one another unseen.
    """

    table = models.ForeignKey(RuleTable, on_delete=models.PROTECT, related_name="drafts")
    base = models.ForeignKey(RuleTableVersion, on_delete=models.PROTECT, related_name="+")
    version = models.OneToOneField(
        RuleTableVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.DRAFT)
    needs_approval = models.BooleanField(default=True)
    grid: Any = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    comment = models.TextField(_("What changed and why"), blank=True)
    starts_on = models.DateField(_("In force from"), null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = _member(null=False)
    changed_at = models.DateTimeField()
    changed_by = _member(null=False)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = _member()
    sent_back_at = models.DateTimeField(null=True, blank=True)
    sent_back_by = _member()
    sent_back_words = models.TextField(_("Reason"), blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = _member()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table"],
                condition=Q(state__in=[str(state) for state in OPEN]),
                name="one_open_draft_per_table",
            ),
            *(_both_or_neither(act) for act in ("proposed", "sent_back", "ended")),
            models.CheckConstraint(
                condition=~Q(state=DraftState.APPROVED)
                | Q(needs_approval=False)
                | (~Q(ended_by=F("changed_by")) & ~Q(ended_by=F("made_by"))),
                name="draft_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table}:draft"

    def get_absolute_url(self) -> str:
        return self.table.url("preview_draft")
