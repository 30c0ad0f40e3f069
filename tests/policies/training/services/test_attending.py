"""Attendance: by the tick list or by the code in the room, once for each."""

from datetime import date

import pytest
from django.db import DatabaseError

from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.schools.models import Membership
from policies.training import queries
from policies.training.models import Attendance
from policies.training.services import attending, sessions


def here(session):
    return {a.member_id for a in queries.attendances(session)}


def test_the_list_adds_and_takes_back(today_session, lena, tom, nat, boris):
    ids = [tom.membership_id, nat.membership_id, boris.membership_id]
    attending.tick(session=today_session, members=ids, by=lena)
    assert here(today_session) == set(ids[:2])
    attending.tick(session=today_session, members=ids[:1], by=lena)

    assert here(today_session) == {tom.membership_id}
    gone = Attendance.objects.get(member=nat.membership_id)
    assert (gone.taken_back_at is None, gone.taken_back_by_id) == (False, lena.membership_id)
    event = AuditEvent.objects.filter(type="training.attended").last()
    assert event.data == {"added": 0, "taken_back": 1}


def test_a_leaver_stays_noted(today_session, lena, tom):
    attending.tick(session=today_session, members=[tom.membership_id], by=lena)
    Membership.objects.filter(pk=tom.membership_id).update(left_on="2026-11-03")
    attending.tick(session=today_session, members=[], by=lena)

    assert here(today_session) == {tom.membership_id}


def test_signed_in_by_the_code_once(today_session, tom):
    for typed in (
        today_session.code.lower(),
        f" {today_session.code[:2]} {today_session.code[2:]}",
    ):
        attending.sign_in(code=typed, by=tom)

    row = Attendance.objects.get()
    assert (row.member_id, row.noted_by_id, row.how) == (
        tom.membership_id, tom.membership_id, "signed_in",
    )  # fmt: skip


def test_only_on_the_day_with_a_code_that_is_there(today_session, lena, tom, time_machine):
    with pytest.raises(Refused, match="No session"):
        attending.sign_in(code="nope", by=tom)
    time_machine.move_to("2026-11-04 09:00:00Z")
    with pytest.raises(Refused, match="only on the day"):
        attending.sign_in(code=today_session.code, by=tom)
    facts = {"day": date(2026, 12, 1), "kind": "yearly", "title": "T", "groups": ["staff"]}
    with pytest.raises(Refused, match="to come"):
        attending.tick(session=sessions.make(by=lena, **facts), members=[], by=lena)
    with pytest.raises(Refused):
        attending.tick(session=today_session, members=[], by=tom)


def test_a_failing_audit_write_saves_nothing(today_session, lena, tom, monkeypatch):
    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    for act in (
        lambda: attending.tick(session=today_session, members=[tom.membership_id], by=lena),
        lambda: attending.sign_in(code=today_session.code, by=tom),
    ):
        with pytest.raises(DatabaseError):
            act()
    assert not Attendance.objects.exists()
