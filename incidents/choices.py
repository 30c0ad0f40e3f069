"""States, kinds and audit event types of incidents, with their words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Status(models.TextChoices):
    """Where an incident stands (spec/triage.md, States)."""

    SUBMITTED = "submitted", _("Reported")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    INVESTIGATING = "investigating", _("Under investigation")
    IN_ACTION = "in_action", _("Action in progress")
    CLOSED = "closed", _("Closed")
    NOT_INCIDENT = "not_incident", _("Not an incident")
    MERGED = "merged", _("Merged into another")


OPEN = (Status.SUBMITTED, Status.ACKNOWLEDGED, Status.INVESTIGATING, Status.IN_ACTION)


class Group(models.TextChoices):
    """The national four Cs. The forms themselves do not have this grouping."""

    CONTENT = "content", _("Content")
    CONTACT = "contact", _("Contact")
    CONDUCT = "conduct", _("Conduct")
    COMMERCE = "commerce", _("Commerce")
    ANY = "any", _("Any")


class PersonKind(models.TextChoices):
    """The four kinds of people of Appendix H, and a row for "nobody is known"."""

    CHILD = "child", _("Child or young person")
    STAFF = "staff", _("Member of staff")
    GUARDIAN = "guardian", _("Parent or carer")
    OTHER = "other", _("Someone else")
    UNKNOWN = "unknown", _("Not known")


class Part(models.TextChoices):
    """A person's part, as the log shows it (Appendix J: target T, offender O)."""

    TARGET = "target", _("Target (T)")
    OFFENDER = "offender", _("Offender (O)")
    BOTH = "both", _("Target and offender (T/O)")
    WITNESS = "witness", _("Witness")
    UNCLEAR = "unclear", _("Not clear yet")


class When(models.TextChoices):
    """How exactly the date is known."""

    DAY = "day", _("On one day")
    RANGE = "range", _("Over several days")
    ABOUT = "about", _("Not sure, about")


class Place(models.TextChoices):
    """Where it took place; both boxes of the form may be ticked."""

    INSIDE = "inside", _("Inside school")
    OUTSIDE = "outside", _("Outside school")
    BOTH = "both", _("Inside and outside school")


class Platform(models.TextChoices):
    """Social media and other services, for the list on Appendix H."""

    SNAPCHAT = "snapchat", "Snapchat"
    INSTAGRAM = "instagram", "Instagram"
    TIKTOK = "tiktok", "TikTok"
    WHATSAPP = "whatsapp", "WhatsApp"
    YOUTUBE = "youtube", "YouTube"
    FACEBOOK = "facebook", "Facebook"
    X = "x", "X"
    DISCORD = "discord", "Discord"
    ROBLOX = "roblox", "Roblox"
    GAMES = "games", _("Another online game")
    SCHOOL = "school", _("School email or learning platform")
    TEXT = "text", _("Text messages or calls")
    WEB = "web", _("A website")
    AI = "ai", _("An AI tool or chatbot")
    OTHER = "other", _("Other")


class Outcome(models.TextChoices):
    """How it ended, for the log and the figures."""

    SUPPORT = "support", _("Support given")
    TALK = "talk", _("Conversation or warning")
    SANCTION = "sanction", _("Sanction by the school's grid")
    RESTORATIVE = "restorative", _("Restorative meeting")
    REFERRED = "referred", _("Referred to an outside agency")
    TECHNICAL = "technical", _("Technical change made")
    NO_ACTION = "no_action", _("No further action needed")


class EntryKind(models.TextChoices):
    """What a line of the chronology is."""

    SUBMITTED = "submitted", _("Reported")
    MOVE = "move", _("State changed")
    ACTION = "action", _("Action taken")
    NOTE = "note", _("Note")
    CORRECTION = "correction", _("Corrected")
    TASK = "task", _("Task")
    SANCTION = "sanction", _("Decided by the grid")
    WALK = "walk", _("Decision chart")
    SHEET = "sheet", _("Sheet of the record")
    ACCESS = "access", _("Who has the case")
    MESSAGE = "message", _("Message")


class ImmediateAction(models.TextChoices):
    """The immediate actions of Appendix I."""

    TOLD_LEAD = (
        "told_lead",
        _("Reported to the online safety coordinator, DSL, deputy DSL or headteacher"),
    )
    ADVICE = "advice", _("Safeguarding advice sought")
    REFERRED_LA = "referred_la", _("Referral made to the local authority's safeguarding service")
    POLICE_CEOP = "police_ceop", _("Reported to the police or CEOP")
    POLICY_REVIEW = "policy_review", _("Online safety policy to be reviewed or amended")
    PARENTS = "parents", _("Parents or carers informed")
    SITE_REPORT = "site_report", _("Reported to the social networking site")
    OTHER = "other", _("Other actions: warnings, sanctions, debrief and support")
    COMMUNITY = "community", _("Response in the wider community")


# Marked * on Appendix I: these need words as well.
ACTIONS_WITH_DETAIL = frozenset(
    {
        ImmediateAction.ADVICE,
        ImmediateAction.PARENTS,
        ImmediateAction.OTHER,
        ImmediateAction.COMMUNITY,
    }
)

register(
    {
        "incident.submitted": _("reported an incident"),
        "incident.viewed": _("opened an incident"),
        "incident.acknowledged": _("acknowledged an incident"),
        "incident.started": _("began to investigate an incident"),
        "incident.action_began": _("put an incident into action"),
        "incident.closed": _("closed an incident"),
        "incident.reopened": _("reopened an incident"),
        "incident.merged": _("merged an incident into another"),
        "incident.marked_not_incident": _("marked a report as not an incident"),
        "incident.corrected": _("corrected an incident's record"),
        "incident.entry_added": _("added to an incident's chronology"),
        "incident.action_added": _("recorded an action on an incident"),
        "incident.summary_changed": _("wrote an incident's summary, investigation or outcome"),
        "incident.handler_changed": _("chose who handles an incident"),
        "incident.person_cleared": _("said that a typed name is another person"),
        "incident.drafts_removed": _("removed drafts that ran out"),
        "log.exported": _("exported the incident log"),
        "log.printed": _("made a PDF of the incident log"),
        "log.pdf_opened": _("opened a PDF of the incident log"),
        "log.pdfs_removed": _("removed PDFs of the incident log that ran out"),
        "type.changed": _("changed the list of incident types"),
    }
)
