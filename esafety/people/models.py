"""People of a school and who is whose parent or carer."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.people.choices import YEAR_GROUPS, ImportKind, ImportState, Kind
from esafety.schools.models import Membership, SchoolOwned


class Person(SchoolOwned):
    """One person known to the school. Someone on the staff may be a parent here as well."""

    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices)
    first_name = models.CharField(_("First name"), max_length=80)
    last_name = models.CharField(_("Last name"), max_length=80)
    email = models.EmailField(_("Email address"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    upn = models.CharField(
        _("UPN"),
        max_length=13,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]\d{11}[0-9A-Z]$", _("A UPN looks like A123456789012."))],
    )
    admission_number = models.CharField(_("Admission or staff number"), max_length=20, blank=True)
    year_group = models.CharField(_("Year group"), max_length=2, blank=True, choices=YEAR_GROUPS)
    tutor_group = models.CharField(_("Tutor group"), max_length=20, blank=True)
    job_title = models.CharField(_("Job title"), max_length=80, blank=True)
    date_of_birth = models.DateField(_("Date of birth"), null=True, blank=True)
    joined_on = models.DateField(_("Joined on"), null=True, blank=True)
    left_on = models.DateField(_("Left on"), null=True, blank=True)
    membership = models.OneToOneField(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="person"
    )
    search_key = models.CharField(max_length=200, editable=False, default="")

    class Meta:
        indexes = [
            models.Index(fields=["school", "search_key"], name="person_by_search_key"),
            models.Index(
                fields=["school", "kind", "last_name", "first_name"], name="person_by_name"
            ),
            models.Index(fields=["school", "email"], name="person_by_email"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "upn"], condition=~Q(upn=""), name="person_upn_once"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(left_on__gte=models.F("joined_on")),
                name="person_left_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return f"person:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.school.slug, self.pk])

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def detail(self) -> str:
        """What tells this person from a namesake: year and tutor group, or the job."""
        if self.kind == Kind.PUPIL:
            return ", ".join(filter(None, [str(self.get_year_group_display()), self.tutor_group]))
        return self.job_title or str(self.get_kind_display())


class Guardianship(SchoolOwned):
    """That one person is a parent or carer of a pupil, and whether with parental responsibility."""

    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardians")
    relationship = models.CharField(_("Relationship"), max_length=40, blank=True)
    parental_responsibility = models.BooleanField(_("Parental responsibility"), default=False)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guardian", "child"], name="guardianship_once"),
            models.CheckConstraint(
                condition=~Q(guardian=models.F("child")), name="nobody_is_their_own_guardian"
            ),
        ]

    def __str__(self) -> str:
        return f"guardianship:{self.pk}"


class PeopleImport(SchoolOwned):
    """A file of people, read and waiting to be confirmed, then applied once by a job."""

    kind = models.CharField(max_length=20, choices=ImportKind.choices)
    state = models.CharField(
        max_length=20, choices=ImportState.choices, default=ImportState.PREVIEW
    )
    rows: Any = models.JSONField(default=list)
    errors: Any = models.JSONField(default=list)
    result: Any = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"import:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("people:import_preview", args=[self.school.slug, self.pk])
