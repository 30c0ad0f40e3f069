"""What people need, once a year; certificates, once and unchangeable."""

import pytest
from django.db import DatabaseError, transaction

from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.signatures import canonical
from policies.training import certificates, permissions, queries
from policies.training.models import Certificate, NeedsAnswer
from policies.training.needs import TOPICS
from policies.training.services import attending, certifying, needing

ANSWERS = dict.fromkeys(TOPICS, "need")


@pytest.fixture
def attendance(today_session, tom):
    attending.sign_in(code=today_session.code, by=tom)
    return queries.attendance_of(today_session, tom.membership_id)


def test_needs_once_a_school_year(oakfield, tom, time_machine):
    needing.tell(answers=ANSWERS, by=tom)
    with pytest.raises(Refused, match="already"):
        needing.tell(answers=ANSWERS, by=tom)
    time_machine.move_to("2027-09-02 09:00:00Z")
    needing.tell(answers=ANSWERS, by=tom)

    assert sorted(NeedsAnswer.objects.values_list("year", flat=True)) == [2026, 2027]


@pytest.mark.parametrize("answers", [{}, {**ANSWERS, "x": "need"}, {**ANSWERS, "ai": "maybe"}])
def test_an_answer_for_each_topic(oakfield, tom, answers):
    with pytest.raises(Refused, match="each topic"):
        needing.tell(answers=answers, by=tom)


def test_a_certificate_is_made_once_and_opening_it_is_recorded(attendance, tom, lena):
    row = certifying.issue(attendance=attendance, by=tom)
    again = certifying.issue(attendance=attendance, by=lena)

    assert row == again
    assert row.sha256 == canonical.digest(canonical.written(row.facts))
    assert row.facts["name"] == "Tom Thorn"
    events = AuditEvent.objects.filter(object=str(row)).order_by("seq")
    assert [e.type for e in events] == ["training.certified", "training.certificate_read"]
    assert events[0].data == {"sha256": row.sha256}
    html = certificates.html_of(row)
    assert "Tom Thorn" in html
    assert "3 November 2026" in html


def test_for_oneself_or_by_who_keeps_training(attendance, nat, lena):
    with pytest.raises(Refused):
        certifying.issue(attendance=attendance, by=nat)
    attending.tick(session=attendance.session, members=[], by=lena)
    attendance.refresh_from_db()
    with pytest.raises(Refused, match="taken back"):
        permissions.check_can_have_certificate(lena, attendance)


def test_the_database_keeps_them_as_they_are(attendance, tom):
    certifying.issue(attendance=attendance, by=tom)
    needing.tell(answers=ANSWERS, by=tom)
    for rows in (Certificate.objects, NeedsAnswer.objects):
        with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
            rows.update(school=tom.school_id)
        with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
            rows.all().delete()


def test_a_failing_audit_write_saves_nothing(attendance, tom, monkeypatch):
    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        needing.tell(answers=ANSWERS, by=tom)
    with pytest.raises(DatabaseError):
        certifying.issue(attendance=attendance, by=tom)
    assert not NeedsAnswer.objects.exists()
    assert not Certificate.objects.exists()
