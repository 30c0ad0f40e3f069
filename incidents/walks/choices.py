"""Answers of charts and of the image guard, with their audit event types."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Prompt(models.TextChoices):
    """The five prompts for sexual-image incidents (domain.md 2, UKCIS 2024)."""

    ADULT = "adult", _("Is an adult involved?")
    COERCION = "coercion", _("Was there coercion, blackmail or grooming, or doubt about consent?")
    UNUSUAL = "unusual", _("Are the acts unusual for the child's stage, or violent?")
    UNDER_13 = "under_13", _("Was any child in it under 13 on the day?")
    RISK = "risk", _("Is a child at immediate risk of harm?")


class Answer(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNSURE = "unsure", _("Not sure")


class How(models.TextChoices):
    """What became of a step of a chart."""

    DONE = "done", _("Done")
    TASK = "task", _("Given as a task")
    SKIPPED = "skipped", _("Skipped")


register(
    {
        "walk.started": _("began a decision chart"),
        "walk.answered": _("answered a step of a decision chart"),
        "walk.skipped": _("skipped a step of a decision chart"),
        "guard.answered": _("answered the image guard"),
    }
)
