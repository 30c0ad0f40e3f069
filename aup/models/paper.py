"""Printed forms: the short code of each, and the PDFs that hold many of them."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aup.models.asking import Ask
from esafety.jobs.models import Job
from esafety.languages import ENGLISH
from esafety.schools.models import Membership, SchoolOwned


class PaperCode(SchoolOwned):
    """The short code on a printed form in one language, which stands for the secret of a link. It
    is found by `code_key`, the SHA-256 of it: how long the database compares tells nothing about
    the code."""

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="paper_codes")
    code = models.CharField(max_length=10)
    code_key = models.CharField(max_length=64)
    locale = models.CharField(_("Language"), max_length=12, default=ENGLISH)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code_key"], name="paper_code_once"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="paper_code_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return f"paper_code:{self.pk}"


class PaperPrint(SchoolOwned):
    """One PDF with the forms of many pupils: asked for by one member, made by a job, kept for two
    days. `asks` lists what is printed, by number; `locale` is the language chosen for all of them,
    nothing where each family gets its own."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    requested_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    asks: Any = models.JSONField(default=list)
    locale = models.CharField(_("Language"), max_length=12, blank=True)
    job = models.OneToOneField(
        Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    pdf = models.BinaryField(default=b"")
    made_at = models.DateTimeField(null=True, blank=True)
    unavailable = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["requested_at"], name="paper_print_by_age")]

    def __str__(self) -> str:
        return f"paper_print:{self.pk}"
