"""Closing writes the minutes whole; they never change."""

import pytest
from django.db import DatabaseError, transaction

from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.signatures import canonical
from policies.meetings import presenters, queries
from policies.meetings.choices import State
from policies.meetings.models import Meeting, Minutes
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


def test_a_failing_audit_write_saves_nothing(meeting, lena, monkeypatch):
    preparing.note_present(meeting=meeting, members=[], guests=["Ivy"], by=lena)

    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        closing.close(meeting=meeting, by=lena)
    assert (Meeting.objects.get().state, Minutes.objects.count()) == (State.OPEN, 0)
