"""Enums and audit event types of the written policies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CONSULTATION = "consultation", _("In consultation")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    REVIEW = "review", _("Under review")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ApprovingBody(models.TextChoices):
    GOVERNING_BODY = "governing_body", _("Governing body")
    COMMITTEE = "committee", _("Committee of the governing body")
    HEADTEACHER = "headteacher", _("Headteacher")


class Cycle(models.TextChoices):
    """How often a policy is reviewed (spec/policies-and-registers.md: Policy register)."""

    TERMLY = "termly", _("Every term")
    YEARLY = "yearly", _("Every year")
    TWO_YEARS = "two_years", _("Every 24 months")
    OTHER = "other", _("Another number of months")


MONTHS = {Cycle.TERMLY: 4, Cycle.YEARLY: 12, Cycle.TWO_YEARS: 24}
"""How many months lie between two reviews; for OTHER the policy says it."""


class Marking(models.TextChoices):
    """Protective markings, as they stand on every page of a PDF."""

    NONE = "none", _("NOT PROTECTIVELY MARKED")
    OFFICIAL = "official", _("OFFICIAL")
    SENSITIVE = "sensitive", _("OFFICIAL – SENSITIVE")


class How(models.TextChoices):
    """How a body approved."""

    MEETING = "meeting", _("At a meeting")
    ELECTRONICALLY = "electronically", _("Electronically")


register(
    {
        "policy.made": _("began a policy"),
        "policy.changed": _("changed the details of a policy"),
        "policy.draft_changed": _("changed the text of a policy"),
        "policy.consultation_opened": _("opened the consultation on a policy"),
        "policy.consultation_closed": _("closed the consultation on a policy"),
        "policy.replied": _("answered the consultation on a policy"),
        "policy.reply_entered": _("entered what somebody said of a policy"),
        "policy.proposed": _("sent a policy for approval"),
        "policy.sent_back": _("sent back a policy"),
        "policy.approved": _("approved a policy"),
        "policy.reopened": _("took back the approval of a policy, to change its text"),
        "policy.published": _("published a revision of a policy"),
        "policy.published_anew": _("published a policy anew with its changed tables"),
        "policy.review_opened": _("opened the review of a policy"),
        "policy.review_kept": _("ended the review of a policy without a change"),
        "policy.withdrawn": _("withdrew a policy"),
        "policy.blanks_filled": _("filled in what policies say of the school"),
    }
)
