"""Enums and audit event types of agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Audience(models.TextChoices):
    """Who agrees (spec/agreements.md: Who signs what)."""

    STAFF = "staff", _("Staff, governors and student teachers on the staff")
    SUPPLY = "supply", _("Supply and peripatetic teachers, coaches and other student teachers")
    VISITORS = "visitors", _("Visitors, volunteers and parent helpers")
    COMMUNITY = "community", _("Community users, by their responsible person")
    PUPILS_EARLY = "pupils_early", _("Early years and key stage 1, by a parent or carer")
    PUPILS_PRIMARY = "pupils_primary", _("Key stage 2, by the pupil and a parent or carer")
    STUDENTS = "students", _("Secondary, by the student and a parent or carer")


class AskState(models.TextChoices):
    """How it stands with one person and one version. "Not asked" is where there is no row."""

    ASKED = "asked", _("Asked")
    SIGNED = "signed", _("Signed")
    WITNESSED = "witnessed", _("Signed, read in class")
    DECLINED = "declined", _("Refused")
    DISAGREED = "disagreed", _("Parents disagree")
    NO_REPLY = "no_reply", _("No reply")
    SUPERSEDED = "superseded", _("Replaced by a new version")
    WITHDRAWN = "withdrawn", _("Withdrawn")


IN_ORDER = (AskState.SIGNED, AskState.WITNESSED)
"""States in which everybody who must sign has signed."""


class AnswerKind(models.TextChoices):
    SIGNED = "signed", _("Signed")
    DECLINED = "declined", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


ENDED_BY = "system:admission"
"""Who takes back what was signed before somebody left and joined again: nobody of the family."""


class CampaignState(models.TextChoices):
    DRAFT = "draft", _("Being prepared")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


class LetterKind(models.TextChoices):
    """Why a letter goes out."""

    ASK = "ask", _("Asks to sign")
    REMINDER = "reminder", _("Reminds")
    AGAIN = "again", _("Sends the link again")
    COPY = "copy", _("Leads to the copies of what was signed")


class ParentsNeeded(models.TextChoices):
    ONE = "one", _("One parent or carer is enough")
    ALL = "all", _("All parents and carers with parental responsibility")


register(
    {
        "agreement.version_made": _("made a version of an agreement"),
        "agreement.draft_changed": _("changed the draft of an agreement"),
        "agreement.draft_dropped": _("dropped the draft of an agreement"),
        "agreement.translated": _("gave an agreement in another language"),
        "agreement.asked": _("asked for a signature"),
        "agreement.signed": _("signed an agreement"),
        "agreement.declined": _("refused to sign an agreement"),
        "agreement.withdrawn": _("took back a signature"),
        "agreement.superseded": _("asked for a newer version instead"),
        "agreement.settled": _("worked out anew whether everybody who must has signed"),
        "agreement.unanswered": _("closed a question that had no reply"),
        "agreement.letter_written": _("wrote to somebody about an agreement"),
        "agreement.letter_returned": _("noted that a letter about an agreement came back"),
        "agreement.copy_sent": _("sent somebody the way to their own copy"),
        "agreement.link_used": _("opened a link to sign, and said who they are"),
        "agreement.kiosk_opened": _("opened the signing page on the tablet at reception"),
        "agreement.kiosk_closed": _("closed the signing page on the tablet at reception"),
        "agreement.visitor_expected": _("entered a visitor who is expected"),
        "agreement.visitor_came": _("entered a visitor who came to sign"),
        "agreement.class_witnessed": _("read an agreement with a class"),
        "agreement.paper_printed": _("printed forms to sign"),
        "agreement.paper_removed": _("removed PDFs of printed forms"),
        "agreement.settings_changed": _("changed how agreements are signed"),
    }
)

register(
    {
        "campaign.made": _("prepared a campaign"),
        "campaign.changed": _("changed a campaign"),
        "campaign.dropped": _("dropped a campaign that was not started"),
        "campaign.started": _("started a campaign"),
        "campaign.paused": _("paused a campaign"),
        "campaign.went_on": _("went on with a campaign"),
        "campaign.extended": _("gave a campaign more time"),
        "campaign.closed": _("closed a campaign"),
        "campaign.reminded": _("reminded those who have not signed"),
    }
)
