"""Schools and memberships, and the base of every row that belongs to a school."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from esafety.access.roles import ROLES, Role
from esafety.schools.choices import ClosureKind, Phase


class School(models.Model):
    """One school: the tenant. Everything else belongs to one."""

    name = models.CharField(_("Name of the school"), max_length=120)
    slug = models.SlugField(_("Short name in addresses"), max_length=40, unique=True)
    code = models.CharField(
        _("Letters that begin each reference"),
        max_length=4,
        validators=[RegexValidator(r"^[A-Z]{2,4}$", _("Use 2 to 4 capital letters."))],
    )
    phase = models.CharField(
        _("Phase"), max_length=20, choices=Phase.choices, default=Phase.SECONDARY
    )
    timezone = models.CharField(max_length=60, default="Europe/London")
    day_starts = models.TimeField(_("The school day starts"), default="08:30")
    day_ends = models.TimeField(_("The school day ends"), default="15:30")
    emergency_contact = models.CharField(
        _("How to reach the DSL on duty in person"),
        max_length=200,
        blank=True,
        help_text=_("For example a room and an extension. Shown when a report cannot wait."),
    )
    outside_contact = models.CharField(
        _("Who outside the school takes a report about the headteacher and the chair"),
        max_length=200,
        blank=True,
        help_text=_("For example the local authority designated officer, with a telephone number."),
    )
    handling_mark = models.CharField(
        _("Handling mark on reports"), max_length=60, default="OFFICIAL", blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("home", args=[self.slug])


class SchoolOwned(models.Model):
    """A row that belongs to one school. A query outside a school's scope is an error."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = ScopedManager(school="school")

    class Meta:
        abstract = True


class Membership(SchoolOwned):
    """A user's place in one school, from joining until leaving."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    display_name = models.CharField(_("Name"), max_length=120)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "user"], name="member_once_per_school")
        ]

    def __str__(self) -> str:
        return f"member:{self.pk}"

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held now (not those given back): as read with the member (`queries.members`),
        else asked for."""
        if "roles_held" in self.__dict__:
            held: str = self.__dict__["roles_held"] or ""
            return frozenset(Role(role) for role in held.split(",") if role)
        return frozenset(Role(g.role) for g in self.grants.all() if g.ended_at is None)


class RoleGrant(SchoolOwned):
    """One role given to one member, until it is taken away."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(
        max_length=30, choices=[(role.value, spec.label) for role, spec in ROLES.items()]
    )
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "role"],
                condition=Q(ended_at__isnull=True),
                name="role_held_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="role_ended_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of member:{self.membership_id}"


class Term(SchoolOwned):
    """One of the three terms of a school year, first to last day."""

    academic_year = models.PositiveSmallIntegerField(
        _("School year starting in"), help_text=_("For example 2026 for 2026 to 2027.")
    )
    number = models.PositiveSmallIntegerField(
        _("Term"), choices=[(1, _("Autumn")), (2, _("Spring")), (3, _("Summer"))]
    )
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["school", "academic_year", "number"], name="term_once"),
            models.CheckConstraint(
                condition=Q(starts_on__lt=models.F("ends_on")), name="term_starts_before_it_ends"
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.get_number_display()} {self.academic_year}/{(self.academic_year + 1) % 100:02}"
        )


class Closure(SchoolOwned):
    """Days inside a term without school: half-term, holidays, inset days (both ends included)."""

    kind = models.CharField(_("Kind"), max_length=20, choices=ClosureKind.choices)
    label = models.CharField(_("Name"), max_length=80, blank=True)
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=models.F("ends_on")), name="closure_starts_before_end"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_on}"
