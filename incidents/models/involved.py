"""The people an incident involves, and what is needed to tell whether a typed name is staff."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from esafety.people.models import Person
from esafety.schools.models import Membership, SchoolOwned
from incidents.choices import Part, PersonKind
from incidents.models.incident import Incident
from incidents.sheets.choices import BullyingRole


class InvolvedPerson(SchoolOwned):
    """One row of the log: a person's part in an incident. Every incident has at least one.

    `removed_at` marks a row that the investigation found wrong. It leaves the log, but whoever
    it named stays shut out of the case: a correction must not open it.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="involved")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="involvements"
    )
    kind = models.CharField(_("Kind of person"), max_length=10, choices=PersonKind.choices)
    typed_name = models.CharField(_("Name"), max_length=120, blank=True)
    contact = models.CharField(_("Contact details"), max_length=200, blank=True)
    part = models.CharField(_("Part"), max_length=10, choices=Part.choices, default=Part.UNCLEAR)
    bullying_role = models.CharField(
        _("Role in bullying"), max_length=12, choices=BullyingRole.choices, blank=True
    )
    year_group = models.CharField(max_length=2, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=PersonKind.UNKNOWN) | Q(person__isnull=False) | ~Q(typed_name=""),
                name="involved_has_a_name",
            )
        ]
        indexes = [models.Index(fields=["person", "incident"], name="involved_by_person")]

    def __str__(self) -> str:
        return f"involved:{self.pk}"

    @property
    def name(self) -> str:
        """The person's name for those who may see the incident."""
        if self.person is not None:
            return self.person.name
        return self.typed_name or str(PersonKind.UNKNOWN.label)


class TypedSpelling(SchoolOwned):
    """A form of one word of a name typed by hand, for finding staff with a close name.

    `alone` is true when the typed name is a single word: then it may be a first name as well.
    """

    involved = models.ForeignKey(InvolvedPerson, on_delete=models.CASCADE, related_name="spellings")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=80)
    alone = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["school", "form", "incident"], name="spelling_by_form")]

    def __str__(self) -> str:
        return f"spelling:{self.pk}"


class NotSamePerson(SchoolOwned):
    """That someone on the chain said: this typed name is not that member. Insert-only."""

    involved = models.ForeignKey(InvolvedPerson, on_delete=models.PROTECT, related_name="cleared")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["involved", "member"], name="cleared_once"),
            models.CheckConstraint(
                condition=~Q(member=models.F("said_by")), name="nobody_clears_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"not_same:{self.pk}"
