"""The guidance register: what the school must follow, in editions that never change."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import SchoolOwned
from policies.guidance.choices import Standing


class Guidance(SchoolOwned):
    """One text that the school follows. What it asks stands in its editions.

    `part_to_read` names the part that all staff read and acknowledge, by edition ("Part one"); it
    is empty where nobody has to. The days repeat the newest check, so that lists need not look.
    """

    code = models.SlugField(max_length=40)
    title = models.CharField(_("Title"), max_length=160)
    publisher = models.CharField(_("Published by"), max_length=120)
    standing = models.CharField(_("What kind"), max_length=12, choices=Standing.choices)
    address = models.CharField(_("Where it is found"), max_length=200, blank=True)
    part_to_read = models.CharField(_("Part that all staff read"), max_length=60, blank=True)
    last_checked_on = models.DateField(null=True, blank=True)
    next_check_on = models.DateField(_("Check again by"))
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by_ref = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="guidance_once_per_school"),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by_ref="")
                | (Q(retired_at__isnull=False) & ~Q(retired_by_ref="")),
                name="guidance_retired_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"guidance:{self.code}"

    def get_absolute_url(self) -> str:
        return reverse("guidance:entry", args=[self.school.slug, self.code])


class GuidanceEdition(SchoolOwned):
    """One edition, insert-only."""

    guidance = models.ForeignKey(Guidance, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    edition = models.CharField(_("Edition"), max_length=60)
    in_force_on = models.DateField(_("In force from"), null=True, blank=True)
    asks = models.TextField(_("What it asks of the school"))
    changed = models.TextField(_("What is new in it"), blank=True)
    made_at = models.DateTimeField()
    made_by_ref = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guidance", "number"], name="guidance_edition_once"),
            models.UniqueConstraint(
                fields=["guidance", "edition"], name="guidance_edition_called_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guidance}:{self.number}"


class GuidanceCheck(SchoolOwned):
    """That somebody looked whether the edition is still the newest, insert-only."""

    guidance = models.ForeignKey(Guidance, on_delete=models.PROTECT, related_name="checks")
    words = models.CharField(_("What you found"), max_length=400, blank=True)
    next_check_on = models.DateField(_("Check again by"))
    checked_on = models.DateField()
    made_at = models.DateTimeField()
    made_by_ref = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"guidance-check:{self.pk}"
