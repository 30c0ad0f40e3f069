"""What may be done with a meeting and an action in each state. A closed meeting never opens."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from policies.meetings.choices import State
from policies.meetings.models import Action, Meeting

BEFORE = 7


def check_is_open(meeting: Meeting) -> None:
    """Until it is closed everything may be written; after that nothing."""
    if meeting.state == State.CLOSED:
        raise Refused(_("This meeting is closed. Its minutes do not change any more."))


def check_can_close(meeting: Meeting, today: date, present: int) -> None:
    """On its day or later, with somebody there."""
    check_is_open(meeting)
    if meeting.day > today:
        raise Refused(_("This meeting is still to come."))
    if not present:
        raise Refused(_("Say who was there before you close the meeting."))


def check_can_correct(meeting: Meeting) -> None:
    """Only what is closed is corrected: until then it is simply written again."""
    if meeting.state == State.OPEN:
        raise Refused(_("This meeting is not closed yet. Change it instead."))


def check_can_answer(action: Action) -> None:
    """Once."""
    if action.answered_at is not None:
        raise Refused(_("This action was answered already."))


def reminder(due_on: date, today: date) -> str:
    """Which reminder a day stands at: "7" from seven days before, then a new one each week after
    the day; empty before. Days that were missed are not made up for."""
    left = (due_on - today).days
    if left < 0:
        return f"late{-left // 7}"
    return str(BEFORE) if left <= BEFORE else ""


def is_overdue(action: Action, today: date) -> bool:
    """Whether it should have been answered."""
    return action.answered_at is None and action.due_on < today


def ahead(day: date) -> date:
    """How far an agenda looks ahead: six weeks from the day of the meeting."""
    return day + timedelta(weeks=6)
