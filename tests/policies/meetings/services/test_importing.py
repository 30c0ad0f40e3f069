"""A list of meetings is planned once, whatever is there already."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django_scopes import scope

from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from policies.meetings import queries
from policies.meetings.choices import State
from policies.meetings.models import Item, Meeting
from policies.meetings.pasted import Row
from policies.meetings.services import closing, importing, preparing
from tests.policies.meetings.conftest import SOON, TODAY

PAST = TODAY - timedelta(days=60)
ROWS = [
    Row(SOON, "committee", "Autumn", "Hall"),
    Row(PAST, "log_review", "", ""),
    Row(TODAY, "log_review", "", "Elsewhere"),
]


def test_what_is_new_is_planned_as_one_is_and_what_is_there_stays(meeting, lena, dee):
    before = AuditEvent.objects.count()
    first = importing.apply(rows=ROWS, by=lena)
    again = importing.apply(rows=[*ROWS, Row(SOON, "committee", "AUTUMN", "Room 1")], by=lena)

    assert first == {"planned": 2, "known": 1}
    assert again == {"planned": 0, "known": 3}
    past, there, soon = Meeting.objects.order_by("day")
    assert (there, there.place) == (meeting, "Room 4")
    assert (soon.title, soon.place, soon.made_by_id) == ("Autumn", "Hall", lena.membership_id)
    for row in (past, soon):
        words = [item.words for item in queries.items(row)]
        assert words == queries.proposed(lena, row.day, row.kind)
    written = list(AuditEvent.objects.order_by("pk"))[before:]
    assert [(one.type, one.object) for one in written] == [
        ("meeting.planned", str(past)), ("meeting.planned", str(soon)),
    ]  # fmt: skip


def test_one_of_a_day_that_is_past_is_held_and_closed(oakfield, lena, dee):
    importing.apply(rows=ROWS[1:2], by=lena)
    row = Meeting.objects.get()
    preparing.note_present(meeting=row, members=[dee.membership_id], guests=[], by=lena)

    assert closing.close(meeting=row, by=lena).meeting.state == State.CLOSED


def test_what_another_school_has_is_not_there(meeting, boris, brook):
    with scope(school=brook):
        row = Row(meeting.day, meeting.kind, "", "")
        assert importing.apply(rows=[row], by=boris) == {"planned": 1, "known": 0}
        assert Meeting.objects.get().school_id == brook.pk
    assert Meeting.objects.get() == meeting


def test_only_who_plans_meetings_reads_in_and_who_attends_takes_out(oakfield, lena, dee, tom):
    for who in (dee, tom):
        with pytest.raises(Refused, match="lead"):
            importing.apply(rows=ROWS, by=who)
    importing.exported(number=2, by=dee)
    assert AuditEvent.objects.get(type="meeting.list_exported").data == {"number": 2}
    with pytest.raises(Refused, match="attend"):
        importing.exported(number=2, by=tom)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("after", [0, 1])
def test_a_failing_audit_write_saves_nothing(oakfield, lena, monkeypatch, after):
    record, written = audit.record, []

    def fail(**facts):
        if len(written) == after:
            raise DatabaseError("no room")
        written.append(record(**facts))

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        importing.apply(rows=ROWS, by=lena)
    monkeypatch.undo()
    assert not Meeting.objects.exists()
    assert not Item.objects.exists()
    assert not AuditEvent.objects.filter(type="meeting.planned").exists()
    monkeypatch.setattr(audit, "record", fail)
    written.clear()
    if after == 0:
        with pytest.raises(DatabaseError):
            importing.exported(number=1, by=lena)
