"""Actions: given, dropped, answered, reminded of."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.notices import services as notices
from policies.meetings import permissions, queries, workflow
from policies.meetings.models import Action, Meeting
from policies.meetings.services.preparing import held

GIVEN, DUE = "meeting.action", "meeting.action_due"


@transaction.atomic
def give(*, meeting: Meeting, words: str, owner: int, due_on: date, by: Actor) -> Action:
    """Give a member of staff or a governor (by id) something to do by a day; they are told."""
    row, who = held(meeting, by), queries.owner_named(owner)
    if who is None:
        raise Refused(_("Choose somebody who is at the school."))
    if due_on < row.day:
        raise Refused(_("The day must not be before the meeting."))
    action = Action.objects.create(
        school_id=row.school_id, meeting=row, words=words, owner=who, due_on=due_on
    )
    audit.record(by=by, type="meeting.action_given", object=str(action))
    if who.pk != by.membership_id:
        notices.tell(member=who, kind=GIVEN, object=str(action), school_id=row.school_id)
    return action


@transaction.atomic
def drop(*, action: Action, by: Actor) -> None:
    """Take back an action while its meeting is open and it is not answered."""
    held(action.meeting, by)
    row = _held(action)
    workflow.check_can_answer(row)
    audit.record(by=by, type="meeting.action_dropped", object=str(row))
    row.delete()


@transaction.atomic
def answer(*, action: Action, answer: str, by: Actor) -> Action:
    """Say what came of an action, once; the minutes of the meeting stay as they were."""
    row = _held(action)
    permissions.check_can_answer(by, row)
    workflow.check_can_answer(row)
    row.answer, row.answered_at, row.answered_by_id = answer, timezone.now(), by.membership_id
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    audit.record(by=by, type="meeting.action_answered", object=str(row))
    return row


@transaction.atomic
def remind(*, action: Action, today: date, by: Actor) -> bool:
    """Remind the owner, once from seven days before and once in each week after the day."""
    at = workflow.reminder(action.due_on, today)
    if not at:
        return False
    told = notices.tell(
        member=action.owner,
        kind=DUE,
        object=str(action),
        school_id=action.school_id,
        once_key=f"{DUE}:{action.pk}:{at}",
    )
    if told is not None:
        audit.record(by=by, type="meeting.action_reminded", object=str(action), data={"step": at})
    return told is not None


def remind_all(*, today: date, by: Actor) -> int:
    """Everybody with an action whose step has come; how many were told. Each in a transaction of
    its own."""
    return sum(remind(action=row, today=today, by=by) for row in list(queries.open_actions()))


@transaction.atomic
def exported(*, number: int, by: Actor) -> None:
    """Record that the list of actions was taken out."""
    permissions.check_can_attend(by)
    audit.record(by=by, type="meeting.actions_exported", object="meetings", data={"number": number})


def _held(action: Action) -> Action:
    row: Action = Action.objects.select_for_update().get(pk=action.pk)
    return row
