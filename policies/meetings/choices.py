"""Kinds of meeting, where one stands, and the events of meetings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from esafety.audit.types import register


class Kind(TextChoices):
    """A log review is where the incident log is looked at; what is kept of the log then hangs from
    the meeting, never in its words."""

    LOG_REVIEW = "log_review", _("Log review")
    COMMITTEE = "committee", _("Committee meeting")


def called(kind: str, title: str) -> str:
    """What a meeting is called: its kind, with its title if it has one."""
    label = str(Kind(kind).label)
    return f"{label}: {title}" if title else label


class State(TextChoices):
    OPEN = "open", _("Being prepared and held")
    CLOSED = "closed", _("Closed")


register(
    {
        "meeting.planned": _("planned a meeting"),
        "meeting.changed": _("changed the day or place of a meeting"),
        "meeting.item_added": _("added an item to an agenda"),
        "meeting.item_changed": _("wrote down an item of a meeting"),
        "meeting.item_dropped": _("dropped an item of an agenda"),
        "meeting.item_moved": _("moved an item of an agenda"),
        "meeting.attended": _("noted who was at a meeting"),
        "meeting.action_given": _("gave somebody an action of a meeting"),
        "meeting.action_dropped": _("dropped an action of a meeting"),
        "meeting.action_answered": _("answered an action of a meeting"),
        "meeting.action_reminded": _("reminded somebody of an action of a meeting"),
        "meeting.closed": _("closed a meeting and its minutes"),
        "meeting.corrected": _("corrected the minutes of a closed meeting"),
        "meeting.minutes_read": _("took out the minutes of a meeting"),
        "meeting.actions_exported": _("took out the list of actions"),
        "meeting.list_exported": _("took out the list of meetings"),
    }
)
