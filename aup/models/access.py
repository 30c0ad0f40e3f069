"""What the access list has said about each person, and the programs that read it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aup.access_choices import Why
from esafety.people.models import Person
from esafety.schools.models import Membership, SchoolOwned


class AccessChange(SchoolOwned):
    """That the access list said something new about one person. Insert-only; the newest of a
    person is what was last known."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="access_changes")
    may_use = models.BooleanField()
    why = models.CharField(max_length=20, choices=Why.choices)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["school", "person", "id"], name="access_change_by_person"),
            models.Index(fields=["school", "changed_at"], name="access_change_by_time"),
        ]

    def __str__(self) -> str:
        return f"access_change:{self.pk}"


class ApiClient(SchoolOwned):
    """A program that may read the access list. Of its token only the SHA-256 is kept."""

    name = models.CharField(_("Name of the program"), max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="api_client_ended_at_and_by",
            )
        ]

    def __str__(self) -> str:
        return f"api_client:{self.pk}"
