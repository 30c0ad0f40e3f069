"""Questions of a school, surveys, and answers that lead to nobody."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership, SchoolOwned
from policies.surveys.choices import Audience, Kind, State


class Question(SchoolOwned):
    """One question the school asks an audience, until it is retired. Every answer is chosen:
    nobody types a word that could say who they are."""

    audience = models.CharField(_("Who is asked"), max_length=10, choices=Audience.choices)
    code = models.CharField(max_length=40)
    words = models.CharField(_("The question"), max_length=200)
    kind = models.CharField(_("How it is answered"), max_length=10, choices=Kind.choices)
    options = models.JSONField(_("Answers to choose from"))
    position = models.PositiveSmallIntegerField()
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "audience", "code"], name="survey_question_code_once"
            )
        ]

    def __str__(self) -> str:
        return f"survey_question:{self.pk}"


class Survey(SchoolOwned):
    """One round of questions to one audience, with its days and its public address."""

    audience = models.CharField(_("Who is asked"), max_length=10, choices=Audience.choices)
    code = models.CharField(max_length=12)
    opens_on = models.DateField(_("First day"))
    closes_on = models.DateField(_("Last day"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="survey_code_once"),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on")), name="survey_opens_before_it_closes"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False),
                name="survey_closed_only_once_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"survey:{self.code}"

    def get_absolute_url(self) -> str:
        return reverse("surveys:survey", args=[self.school.slug, self.pk])

    @property
    def state(self) -> State:
        if self.closed_at is not None:
            return State.CLOSED
        return State.DRAFT if self.opened_at is None else State.OPEN


class Paper(SchoolOwned):
    """The questions of a survey as they were asked: frozen when it opens. Insert-only."""

    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, related_name="paper")
    questions = models.JSONField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"survey_paper:{self.survey_id}"

    def asked(self) -> list[dict[str, Any]]:
        """The questions: code, words, kind and options of each."""
        return list(self.questions)


class Sheet(SchoolOwned):
    """What one form said: numbers of the chosen answers by question. Insert-only; gone a year
    after the survey was closed, once its tally is kept.

    Nothing else: no person, no address, no time, and a key in no order, so that neither the row
    nor its place tells who answered or when.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="sheets")
    chosen = models.JSONField()

    def __str__(self) -> str:
        return f"survey_sheet:{self.key}"


class Tally(SchoolOwned):
    """What is left of the sheets of a survey a year after it was closed: the cells as they were
    shown, so that even here no small count stands. `answers` is 0 where there were fewer than ten.
    Insert-only."""

    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, related_name="tally")
    answers = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"survey_tally:{self.survey_id}"


class UsedForm(SchoolOwned):
    """That a form was sent, so that it counts once. Tied to no sheet; gone when the survey is
    closed. `mark` is a keyed hash of the random number in the form."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="used_forms")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "mark"], name="survey_form_counts_once")
        ]

    def __str__(self) -> str:
        return f"survey_form:{self.key}"
