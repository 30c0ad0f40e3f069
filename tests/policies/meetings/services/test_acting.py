"""Actions: given, told, answered once, reminded on the right days and never twice."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from esafety.notices import queries as notices
from esafety.notices.models import Notice
from policies.meetings import notifications, queries, tasks
from policies.meetings.models import Action
from policies.meetings.services import acting
from tests.policies.meetings.conftest import SOON, TODAY


@pytest.fixture
def by(oakfield):
    return Actor.for_system("meetings", school_id=oakfield.pk)


def test_whose_it_is_is_told_and_has_it_in_hand(action, tom, nat):
    (notice,) = notices.shown_to(tom)
    assert (notice.kind, notice.object) == (acting.GIVEN, str(action))
    assert notifications.held(action.owner) == [str(action)]
    assert notices.shown_to(nat) == []


def test_one_for_oneself_needs_no_notice(meeting, lena):
    acting.give(meeting=meeting, words="W", owner=lena.membership_id, due_on=SOON, by=lena)
    assert not Notice.objects.exists()


def test_an_action_that_will_not_do(meeting, lena, tom, boris):
    facts = {"meeting": meeting, "words": "W", "by": lena}
    with pytest.raises(Refused, match="at the school"):
        acting.give(owner=boris.membership_id, due_on=SOON, **facts)
    with pytest.raises(Refused, match="before the meeting"):
        acting.give(owner=tom.membership_id, due_on=TODAY - timedelta(days=1), **facts)
    with pytest.raises(Refused):
        acting.give(owner=tom.membership_id, due_on=SOON, **{**facts, "by": tom})


def test_dropped_while_the_meeting_is_open(action, lena, tom):
    acting.drop(action=action, by=lena)
    assert not Action.objects.exists()
    assert notices.shown_to(tom) == []


def test_answered_once_by_whose_it_is_or_by_who_keeps_it(action, meeting, lena, tom, nat, dee):
    for actor in (nat, dee):
        with pytest.raises(Refused):
            acting.answer(action=action, answer="Done", by=actor)
    row = acting.answer(action=action, answer="Done", by=tom)
    assert (row.answer, row.answered_by_id) == ("Done", tom.membership_id)
    for act in (
        lambda: acting.answer(action=action, answer="Again", by=lena),
        lambda: acting.drop(action=action, by=lena),
    ):
        with pytest.raises(Refused, match="answered already"):
            act()


def test_an_action_of_a_closed_meeting_is_still_answered(closed, action, tom):
    acting.answer(action=action, answer="Done", by=tom)
    assert not queries.open_for(tom).exists()


def test_reminders_seven_days_before_then_weekly_each_once(action, tom, by, time_machine):
    day = TODAY
    while day <= SOON + timedelta(days=16):
        time_machine.move_to(datetime(day.year, day.month, day.day, 8), tick=False)
        if not SOON + timedelta(days=3) <= day <= SOON + timedelta(days=12):  # ten days down
            acting.remind_all(today=day, by=by)
            acting.remind_all(today=day, by=by)
        day += timedelta(days=1)

    rows = Notice.objects.filter(kind=acting.DUE, member=tom.membership_id).order_by("created_at")
    assert [(row.created_at.date() - SOON).days for row in rows] == [-7, 1, 13, 14]
    assert AuditEvent.objects.filter(type="meeting.action_reminded").count() == 4
    acting.answer(action=action, answer="Done", by=tom)
    assert acting.remind_all(today=date(2027, 3, 1), by=by) == 0


def test_a_job_a_day_from_seven_on(action, oakfield, tom, time_machine):
    time_machine.move_to("2026-11-12 06:59:00Z")
    tasks.remind_of_actions(oakfield)
    assert not Job.objects.filter(kind=tasks.REMIND_JOB).exists()
    time_machine.move_to("2026-11-12 07:01:00Z")
    for _minute in range(2):
        tasks.remind_of_actions(oakfield)
    job = Job.objects.get(kind=tasks.REMIND_JOB)
    time_machine.move_to("2026-11-13 07:01:00Z")
    tasks.remind(job)
    assert not Notice.objects.filter(kind=acting.DUE).exists()
    time_machine.move_to("2026-11-12 07:02:00Z")
    tasks.remind(job)
    assert Notice.objects.filter(kind=acting.DUE).count() == 1


def test_what_was_taken_out_is_recorded(oakfield, dee, tom):
    acting.exported(number=4, by=dee)
    assert AuditEvent.objects.get(type="meeting.actions_exported").data == {"number": 4}
    with pytest.raises(Refused):
        acting.exported(number=4, by=tom)


def test_a_failing_audit_write_saves_nothing(action, meeting, lena, tom, by, monkeypatch):
    told = Notice.objects.count()

    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    facts = {"owner": tom.membership_id, "due_on": SOON}
    for act in (
        lambda: acting.give(meeting=meeting, words="W", by=lena, **facts),
        lambda: acting.drop(action=action, by=lena),
        lambda: acting.answer(action=action, answer="Done", by=tom),
        lambda: acting.remind(action=action, today=SOON, by=by),
    ):
        with pytest.raises(DatabaseError):
            act()
    assert (Action.objects.get().answer, Notice.objects.count()) == ("", told)
