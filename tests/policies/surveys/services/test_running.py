"""A survey is prepared, opened once with frozen questions, and closed once."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.notices.models import Notice
from policies.surveys import tasks
from policies.surveys.choices import State
from policies.surveys.models import Paper, Sheet, Survey, UsedForm
from policies.surveys.services import running
from tests.policies.surveys.conftest import FIRST, LAST, TODAY


def test_prepared_opened_closed(drafted, lena, answered):
    assert drafted.state == State.DRAFT
    assert len(drafted.code) == 6
    row = running.open_(survey=drafted, by=lena)
    assert row.state == State.OPEN
    assert len(row.paper.asked()) == 9
    answered(row, [{"upset": [0]}, {"upset": [1]}])
    row = running.close(survey=row, by=lena)

    assert row.state == State.CLOSED
    assert UsedForm.objects.count() == 0
    event = AuditEvent.objects.get(type="survey.closed")
    assert (event.object, event.data) == (str(row), {"answers": 2})


def test_every_move_that_is_not_allowed_is_refused(drafted, lena):
    with pytest.raises(Refused, match="not open"):
        running.close(survey=drafted, by=lena)
    row = running.open_(survey=drafted, by=lena)
    with pytest.raises(Refused, match="opened already"):
        running.open_(survey=row, by=lena)
    with pytest.raises(Refused, match="Close it instead"):
        running.drop(survey=row, by=lena)
    row = running.close(survey=row, by=lena)
    for act in (running.open_, running.close, running.drop):
        with pytest.raises(Refused):
            act(survey=row, by=lena)
    with pytest.raises(Refused, match="closed"):
        running.change_days(survey=row, opens_on=FIRST, closes_on=LAST, by=lena)


@pytest.mark.parametrize(
    ("first", "last"),
    [(LAST, FIRST), (TODAY - timedelta(days=9), TODAY - timedelta(days=1))],
)
def test_days_that_will_not_do(drafted, lena, first, last):
    with pytest.raises(Refused):
        running.make(audience="staff", opens_on=first, closes_on=last, by=lena)
    with pytest.raises(Refused):
        running.change_days(survey=drafted, opens_on=first, closes_on=last, by=lena)


def test_once_begun_the_first_day_stays(opened, lena):
    later = LAST + timedelta(days=7)
    assert (
        running.change_days(survey=opened, opens_on=FIRST, closes_on=later, by=lena).closes_on
        == later
    )
    with pytest.raises(Refused, match="begun"):
        running.change_days(
            survey=opened, opens_on=FIRST + timedelta(days=1), closes_on=later, by=lena
        )


def test_one_without_questions_or_whose_time_is_over_is_not_opened(oakfield, lena, time_machine):
    row = running.make(audience="staff", opens_on=FIRST, closes_on=LAST, by=lena)
    with pytest.raises(Refused, match="no question"):
        running.open_(survey=row, by=lena)
    time_machine.move_to("2026-12-03 09:00:00Z")
    with pytest.raises(Refused, match="passed"):
        running.open_(survey=row, by=lena)


def test_dropped_before_it_was_opened(drafted, lena):
    running.drop(survey=drafted, by=lena)

    assert not Survey.objects.exists()
    assert AuditEvent.objects.filter(type="survey.dropped").exists()


def test_it_closes_by_itself_and_its_keepers_are_told_once(
    opened, oakfield, lena, hari, time_machine
):
    tasks.close_surveys(oakfield)
    assert Survey.objects.get().state == State.OPEN
    time_machine.move_to("2026-12-05 09:00:00Z")
    tasks.close_surveys(oakfield)
    tasks.close_surveys(oakfield)

    assert Survey.objects.get().state == State.CLOSED
    notices = Notice.objects.filter(kind=running.CLOSED)
    assert sorted(notices.values_list("member", flat=True)) == sorted(
        [lena.membership_id, hari.membership_id]
    )


def test_what_was_taken_out_is_recorded(opened, lena, tom):
    running.taken_out(survey=opened, type="survey.exported", by=lena)
    assert AuditEvent.objects.filter(type="survey.exported", object=str(opened)).exists()
    with pytest.raises(Refused):
        running.taken_out(survey=opened, type="survey.exported", by=tom)


def test_only_who_keeps_the_surveys(drafted, dee):
    days = {"opens_on": FIRST, "closes_on": LAST}
    with pytest.raises(Refused):
        running.make(audience="staff", by=dee, **days)
    with pytest.raises(Refused):
        running.change_days(survey=drafted, by=dee, **days)
    for act in (running.open_, running.close, running.drop):
        with pytest.raises(Refused):
            act(survey=drafted, by=dee)


def test_a_failing_audit_write_saves_nothing(drafted, oakfield, lena, monkeypatch):
    other = running.make(audience="staff", opens_on=date(2026, 11, 4), closes_on=LAST, by=lena)
    before = list(Survey.objects.order_by("pk").values())

    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    days = {"opens_on": FIRST, "closes_on": LAST}
    acts = [
        lambda: running.make(audience="staff", by=lena, **days),
        lambda: running.change_days(survey=other, by=lena, **days),
        lambda: running.open_(survey=drafted, by=lena),
        lambda: running.drop(survey=drafted, by=lena),
    ]
    for act in acts:
        with pytest.raises(DatabaseError):
            act()
    assert (list(Survey.objects.order_by("pk").values()), Paper.objects.count()) == (before, 0)


def test_a_failing_audit_write_closes_nothing(opened, lena, answered, monkeypatch):
    answered(opened, [{"upset": [0]}])

    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    for act in (running.close, running.run_out):
        with pytest.raises(DatabaseError):
            act(survey=opened, by=lena)
    assert Survey.objects.get().state == State.OPEN
    assert UsedForm.objects.count() == 1


def test_the_database_keeps_papers_and_sheets_as_they_are(opened, answered):
    answered(opened, [{"upset": [0]}])
    for change in (
        lambda: Paper.objects.update(sha256=""),
        lambda: Paper.objects.all().delete(),
        lambda: Sheet.objects.update(chosen={}),
        lambda: Sheet.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
            change()
    assert connection.vendor in ("sqlite", "postgresql")
