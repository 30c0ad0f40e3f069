"""Closing writes the minutes whole; they never change."""

import pytest
from django.db import DatabaseError, connection, transaction

from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.signatures import canonical
from policies.meetings import freezing, presenters, queries
from policies.meetings.choices import State
from policies.meetings.models import Action, Item, Meeting, Minutes, Presence
from policies.meetings.services import acting, closing, preparing
from tests.policies.meetings.conftest import SOON


def test_the_minutes_hold_everything(closed, action, tom):
    minutes = closed.minutes
    acting.answer(action=action, answer="Done", by=tom)

    assert closed.state == State.CLOSED
    assert minutes.content["present"] == ["Dee Dogwood"]
    assert minutes.content["guests"] == ["Ms Ivy Ilex"]
    assert minutes.content["actions"] == [
        {"words": "Write to parents", "owner": "Tom Thorn", "due_on": "2026-11-17"}
    ]
    assert len(minutes.content["items"]) == queries.items(closed).count()
    assert minutes.sha256 == canonical.digest(canonical.written(minutes.content))
    assert AuditEvent.objects.get(type="meeting.closed").data == {"sha256": minutes.sha256}
    html = presenters.html_of(minutes)
    assert "Write to parents" in html
    assert "17 November 2026" in html


def test_not_before_its_day_nor_without_anybody_nor_twice(meeting, closed, lena):
    with pytest.raises(Refused, match="closed"):
        closing.close(meeting=closed, by=lena)
    later = preparing.plan(kind="committee", day=SOON, place="", by=lena)
    with pytest.raises(Refused, match="to come"):
        closing.close(meeting=later, by=lena)


def test_somebody_was_there(meeting, lena, dee):
    with pytest.raises(Refused, match="who was there"):
        closing.close(meeting=meeting, by=lena)
    with pytest.raises(Refused, match="lead"):
        closing.close(meeting=meeting, by=dee)


def test_taken_out_is_recorded(closed, dee, tom):
    closing.taken_out(minutes=closed.minutes, by=dee)
    assert AuditEvent.objects.filter(type="meeting.minutes_read", object=str(closed)).exists()
    with pytest.raises(Refused):
        closing.taken_out(minutes=closed.minutes, by=tom)


def test_the_database_keeps_them_as_they_are(closed):
    for change in (
        lambda: Minutes.objects.update(sha256=""),
        lambda: Minutes.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
            change()


def refused(*changes):
    for change in changes:
        with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
            change()


def test_agenda_attendance_and_actions_of_a_closed_meeting_stay(closed, action, lena):
    item, here = closed.items.first(), closed.presences.first()
    facts = {"school_id": closed.school_id, "meeting": closed}

    refused(
        lambda: Item.objects.filter(pk=item.pk).update(decision="Other"),
        lambda: Item.objects.filter(pk=item.pk).delete(),
        lambda: Item.objects.create(words="New", position=99, **facts),
        lambda: Presence.objects.filter(pk=here.pk).update(guest="Else"),
        lambda: Presence.objects.filter(pk=here.pk).delete(),
        lambda: Presence.objects.create(guest="Ivor", **facts),
        lambda: Action.objects.filter(pk=action.pk).update(words="Other"),
        lambda: Action.objects.filter(pk=action.pk).update(due_on="2027-01-01"),
        lambda: Action.objects.filter(pk=action.pk).update(owner=lena.membership_id),
        lambda: Action.objects.filter(pk=action.pk).delete(),
        lambda: Action.objects.create(
            words="New", owner_id=lena.membership_id, due_on=SOON, **facts
        ),
        lambda: Meeting.objects.update(place="Elsewhere"),
        lambda: Meeting.objects.update(closed_at=None, closed_by=None),
        lambda: Meeting.objects.all()._raw_delete("default"),
    )


def test_nothing_is_put_into_a_closed_meeting_from_another(closed, lena):
    other = preparing.plan(kind="committee", day=SOON, place="", by=lena)
    facts = {"words": "x", "owner": lena.membership_id, "due_on": SOON, "by": lena}
    given = acting.give(meeting=other, **facts)

    refused(
        lambda: other.items.update(meeting=closed),
        lambda: closed.items.update(meeting=other),
        lambda: Action.objects.filter(pk=given.pk).update(meeting=closed),
    )
    Action.objects.filter(pk=given.pk).update(words="y")  # the other is open


def test_an_action_is_answered_once_even_in_the_database(closed, action, tom):
    acting.answer(action=action, answer="Done", by=tom)

    refused(
        lambda: Action.objects.update(answer="Not done"),
        lambda: Action.objects.update(answered_at=None, answered_by=None),
    )


def test_the_triggers_go_and_come_back(closed):
    freezing.thaw(connection)
    try:
        closed.items.update(notes="x")
    finally:
        freezing.freeze(connection)
    refused(lambda: closed.items.update(notes="y"))


def test_a_mistake_is_corrected_beneath_the_minutes(closed, lena, dee):
    before = closed.minutes.content

    made = closing.correct(meeting=closed, what="Item 3: May", why="Misheard", by=lena)

    assert list(queries.corrections(closed)) == [made]
    closed.minutes.refresh_from_db()
    assert closed.minutes.content == before
    html = presenters.html_of(closed.minutes)
    assert "Corrected since" in html
    assert "Item 3: May" in html
    assert len(AuditEvent.objects.get(type="meeting.corrected").data["sha256"]) == 64
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        queries.corrections(closed).update(what="")
    with pytest.raises(Refused, match="lead"):
        closing.correct(meeting=closed, what="x", why="y", by=dee)


def test_an_open_meeting_is_changed_not_corrected(meeting, lena):
    with pytest.raises(Refused, match="not closed yet"):
        closing.correct(meeting=meeting, what="x", why="y", by=lena)


def test_a_failing_audit_write_corrects_nothing(closed, lena, monkeypatch):
    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        closing.correct(meeting=closed, what="x", why="y", by=lena)
    assert not queries.corrections(closed).exists()


def test_a_failing_audit_write_saves_nothing(meeting, lena, monkeypatch):
    preparing.note_present(meeting=meeting, members=[], guests=["Ivy"], by=lena)

    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        closing.close(meeting=meeting, by=lena)
    assert (Meeting.objects.get().state, Minutes.objects.count()) == (State.OPEN, 0)
