"""Enums and audit event types of the reviews of policies, of reading them, and of the calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Why(models.TextChoices):
    """Why a review is called."""

    DUE = "due", _("Its date has come")
    INCIDENT = "incident", _("An incident")
    GUIDANCE = "guidance", _("New guidance or law")
    TECHNOLOGY = "technology", _("New technology")
    OTHER = "other", _("Something else")


BY_HAND = (Why.TECHNOLOGY, Why.GUIDANCE, Why.OTHER)
"""What a person says when calling one. An incident calls through its task, a date by itself."""


class Outcome(models.TextChoices):
    """What a review comes to."""

    NO_CHANGE = "no_change", _("No change: the policy stays in force as it is")
    REVISE = "revise", _("Revise: a new text is to be written")
    WITHDRAW = "withdraw", _("Withdraw: the policy is not needed any more")


class Step(models.TextChoices):
    """The steps of the record of a review, in their order."""

    CHANGES = "changes", _("What has changed")
    PEOPLE = "people", _("Who reviewed it")
    OUTCOME = "outcome", _("What follows")
    CHECK = "check", _("Check and finish")


register(
    {
        "review.called": _("called a review of a policy"),
        "review.begun": _("began the record of a review"),
        "review.changed": _("wrote on the record of a review"),
        "review.done": _("finished a review of a policy"),
        "review.reminded": _("reminded of the review of a policy"),
        "review.agreements_linked": _("said which agreements stand on a policy"),
        "review.renewal_asked": _("said which agreements are to be signed again"),
        "reading.asked": _("asked members to read"),
        "reading.acknowledged": _("acknowledged that they read and understood"),
        "reading.withdrawn": _("took back that they read and understood"),
        "calendar.made": _("made a private calendar address"),
        "calendar.ended": _("ended a private calendar address"),
    }
)
