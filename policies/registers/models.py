"""Entries of registers, everything that happened to them, and files read in and printed."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.jobs.models import Job
from esafety.people.models import Person
from esafety.schools.models import Membership, SchoolOwned
from policies.registers.choices import ImportState, Source


class Entry(SchoolOwned):
    """One entry of one register. `values` holds what the declaration asks for, by field name; the
    days and the person that lists and clocks need stand beside it."""

    register = models.CharField(max_length=40)
    number = models.PositiveIntegerField(_("Number"))
    reference = models.CharField(_("Reference"), max_length=20)
    values: Any = models.JSONField(default=dict)
    state = models.CharField(_("State"), max_length=30)
    subject = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    search_words = models.TextField(blank=True, editable=False)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "reference"], name="register_reference_once"),
            models.UniqueConstraint(
                fields=["school", "register", "number"], name="register_number_once"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
                name="register_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "register", "state"], name="register_by_state"),
            models.Index(fields=["school", "due_on"], name="register_by_due"),
            models.Index(fields=["school", "ends_on"], name="register_by_end"),
        ]

    def __str__(self) -> str:
        return f"register:{self.reference}"

    def get_absolute_url(self) -> str:
        return self.url("entry")

    def url(self, page: str) -> str:
        """A page of this entry."""
        return reverse(f"registers:{page}", args=[self.school.slug, self.register, self.number])


class EntryChange(SchoolOwned):
    """What changed in an entry: `fields` has for each field its value before and after.
    Insert-only."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="changes")
    revision = models.PositiveIntegerField()
    source = models.CharField(max_length=10, choices=Source.choices)
    fields: Any = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"change {self.revision} of entry {self.entry_id}"


class EntryStep(SchoolOwned):
    """A step of an entry: an approval or any other move, with its reason. Insert-only."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="steps")
    move = models.CharField(max_length=40)
    from_state = models.CharField(max_length=30)
    to_state = models.CharField(max_length=30)
    approves = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"step {self.move} of entry {self.entry_id}"


class RegisterImport(SchoolOwned):
    """A file of one register, read and waiting to be confirmed, then applied once by a job."""

    register = models.CharField(max_length=40)
    state = models.CharField(
        max_length=20, choices=ImportState.choices, default=ImportState.PREVIEW
    )
    rows: Any = models.JSONField(default=list)
    errors: Any = models.JSONField(default=list)
    result: Any = models.JSONField(default=dict)
    job = models.OneToOneField(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"register_import:{self.pk}"

    def get_absolute_url(self) -> str:
        return self.url("import_preview")

    def url(self, page: str) -> str:
        """A page of this file."""
        return reverse(f"registers:{page}", args=[self.school.slug, self.register, self.pk])


class RegisterPrint(SchoolOwned):
    """One PDF of a register, made by a job for the member who asked for it. `filters` holds codes
    only; `entries` lists what it shows, so that it is given out only while all of that exists for
    its reader."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    register = models.CharField(max_length=40)
    filters: Any = models.JSONField(default=dict)
    entries: Any = models.JSONField(default=list)
    job = models.OneToOneField(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    pdf = models.BinaryField(default=b"")
    made_at = models.DateTimeField(null=True, blank=True)
    unavailable = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"register_print:{self.pk}"

    def get_absolute_url(self) -> str:
        return self.url("pdf")

    def url(self, page: str) -> str:
        """A page of this PDF."""
        return reverse(f"registers:{page}", args=[self.school.slug, self.register, self.key])
