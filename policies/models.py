"""The tables of rules of a school, in versions that never change."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import SchoolOwned
from policies.choices import Shape


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
        return reverse("policies:rule_table", args=[self.school.slug, self.code])


class RuleTableVersion(SchoolOwned):
    """One version, insert-only. `rows` holds the lines of its CSV, the headings first."""

    table = models.ForeignKey(RuleTable, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    effective_from = models.DateField(_("In force from"))
    rows: Any = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by_ref = models.CharField(max_length=60)

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
