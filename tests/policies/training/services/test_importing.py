"""A list is read in once, whatever is there already."""

import pytest
from django.db import DatabaseError

from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from policies.training import queries
from policies.training.models import Attendance, Session
from policies.training.pasted import Row
from policies.training.services import importing
from tests.policies.training.conftest import TODAY


def rows(*actors, title="Yearly update", kind="yearly"):
    return [Row(TODAY, kind, title, "Lena", actor.membership_id) for actor in actors]


def test_sessions_and_attendance_that_are_new(today_session, lena, tom, nat, gwen):
    first = importing.apply(rows=rows(tom, nat, title="YEARLY update"), by=lena)
    again = importing.apply(
        rows=[*rows(tom), *rows(gwen, title="For governors", kind="governors")], by=lena
    )

    assert first == {"sessions": 0, "attended": 2, "known": 0}
    assert again == {"sessions": 1, "attended": 1, "known": 1}
    assert Session.objects.get(title="For governors").groups == ["governors"]
    assert queries.attendance_of(today_session, tom.membership_id).how == "imported"
    importing.exported(what="due", number=3, by=lena)
    assert AuditEvent.objects.get(type="training.exported").data == {"what": "due", "number": 3}


def test_what_is_there_already_is_counted_before(today_session, lena, tom, nat):
    importing.apply(rows=rows(tom, title="YEARLY update"), by=lena)

    would = queries.would_be_new(rows(tom, nat, title="Yearly Update"))

    assert would == {"sessions": 0, "attended": 1, "known": 1}


def test_only_who_keeps_training(oakfield, tom):
    with pytest.raises(Refused):
        importing.apply(rows=[], by=tom)
    with pytest.raises(Refused):
        importing.exported(what="due", number=0, by=tom)


def test_a_failing_audit_write_saves_nothing(oakfield, lena, tom, monkeypatch):
    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        importing.apply(rows=rows(tom), by=lena)
    assert not Session.objects.exists()
    assert not Attendance.objects.exists()
