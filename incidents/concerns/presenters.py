"""A thread of messages in words: for the reporter without names, for the school with its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from incidents.models import Message


@dataclass(frozen=True)
class Line:
    """One message, as components/timeline.html shows it."""

    title: str
    happened_at: datetime
    body: str
    by: str = ""
    strong: bool = False


def for_reporter(messages: Iterable[Message]) -> list[Line]:
    """What the reporter reads: "you" and "the school", and nobody's name."""
    return [
        Line(
            title=_("You wrote") if one.from_reporter else _("The school wrote"),
            happened_at=one.sent_at,
            body=one.text,
            strong=not one.from_reporter,
        )
        for one in messages
    ]


def for_school(messages: Iterable[Message]) -> list[Line]:
    """What those who handle the case read: who of the school wrote."""
    return [
        Line(
            title=_("From the reporter") if one.from_reporter else _("To the reporter"),
            happened_at=one.sent_at,
            body=one.text,
            by=one.sent_by.display_name if one.sent_by else "",
            strong=one.from_reporter,
        )
        for one in messages
    ]
