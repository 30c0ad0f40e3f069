"""Reminders over two simulated years: on the right days, and never twice."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.notices.models import Notice
from esafety.schools.models import Membership
from policies.training import tasks
from policies.training.rules import Line
from policies.training.services import attending, needing, reminding, sessions
from tests.policies.training.conftest import TODAY
from tests.policies.training.services.test_needing_and_certifying import ANSWERS


@pytest.fixture
def by(oakfield):
    return Actor.for_system("training", school_id=oakfield.pk)


def days_of(actor, kind="training.due"):
    rows = Notice.objects.filter(member=actor.membership_id, kind=kind)
    return [row.created_at.date() for row in rows.order_by("created_at", "pk")]


def live(time_machine, by, first, last, *, missing=()):
    """A worker that runs each day but for those that are missing."""
    day = first
    while day <= last:
        if day not in missing:
            time_machine.move_to(datetime(day.year, day.month, day.day, 8), tick=False)
            reminding.remind_all(today=day, by=by)
            reminding.remind_all(today=day, by=by)
        day += timedelta(days=1)


def trained(tom, on):
    needing.tell(answers=ANSWERS, by=tom)
    Membership.objects.filter(pk=tom.membership_id).update(joined_on=date(2020, 9, 1))
    return on


def test_thirty_and_seven_days_before_then_weekly(oakfield, lena, tom, by, time_machine):
    row = sessions.make(day=TODAY, kind="yearly", title="T", groups=["staff"], by=lena)
    attending.tick(session=row, members=[tom.membership_id, lena.membership_id], by=lena)
    for year in (2026, 2027):
        time_machine.move_to(f"{year}-11-01 08:00:00Z", tick=False)
        needing.tell(answers=ANSWERS, by=tom)
    due = TODAY + timedelta(days=365)
    live(time_machine, by, due - timedelta(days=40), due + timedelta(days=16))

    wanted = [-30, -7, 1, 7, 14]
    mine = [day for day in days_of(tom) if day > date(2027, 9, 30)]
    assert [(day - due).days for day in mine if (day - due).days in wanted] == wanted
    assert len(days_of(lena, "training.overdue")) == len(
        {day.isocalendar()[:2] for day in days_of(lena, "training.overdue")}
    )


def test_a_worker_that_was_down_for_ten_days_sends_each_once(oakfield, lena, tom, by, time_machine):
    needing.tell(answers=ANSWERS, by=tom)
    Membership.objects.filter(pk=tom.membership_id).update(joined_on=date(2025, 12, 10))
    due = date(2026, 12, 10)
    down = {due - timedelta(days=30) + timedelta(days=n) for n in range(10)}
    Membership.objects.filter(pk=tom.membership_id).update(joined_on=date(2025, 11, 1))
    row = sessions.make(day=due - timedelta(days=365), kind="yearly", title="T", groups=[], by=lena)
    attending.tick(session=row, members=[tom.membership_id], by=lena)
    live(time_machine, by, due - timedelta(days=35), due, missing=down)

    assert days_of(tom) == [due - timedelta(days=20), due - timedelta(days=7)]
    assert AuditEvent.objects.filter(type="training.reminded", data__member=tom.membership_id)


def test_nothing_for_a_step_that_has_not_come_or_a_leaver(oakfield, tom, by):
    far = Line(TODAY + timedelta(days=60), "yearly")
    assert not reminding.remind(member=tom.membership_id, line=far, today=TODAY, by=by)
    near = Line(TODAY, "yearly")
    assert not reminding.remind(member=0, line=near, today=TODAY, by=by)
    assert reminding.remind(member=tom.membership_id, line=near, today=TODAY, by=by)
    assert not reminding.remind(member=tom.membership_id, line=near, today=TODAY, by=by)


def test_nobody_is_reminded_before_the_first_session_is_entered(oakfield, lena, tom, by):
    assert reminding.remind_all(today=TODAY, by=by) == 0

    assert not Notice.objects.exists()


def test_a_job_a_day_from_seven_on(today_session, oakfield, lena, tom, time_machine):
    time_machine.move_to("2026-11-03 06:59:00Z")
    tasks.remind_of_training(oakfield)
    assert not Job.objects.filter(kind=tasks.REMIND_JOB).exists()
    time_machine.move_to("2026-11-03 07:01:00Z")
    for _minute in range(2):
        tasks.remind_of_training(oakfield)
    job = Job.objects.get(kind=tasks.REMIND_JOB)
    tasks.remind(job)
    assert days_of(tom)
    before = Notice.objects.count()
    time_machine.move_to("2026-11-13 07:01:00Z")
    tasks.remind(job)
    assert Notice.objects.count() == before
    assert jobs is not None


def test_a_failing_audit_write_saves_nothing(oakfield, lena, tom, by, monkeypatch):
    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        reminding.remind(member=tom.membership_id, line=Line(TODAY, "yearly"), today=TODAY, by=by)
    with pytest.raises(DatabaseError):
        reminding.tell_keepers(today=TODAY, by=by)
    assert not Notice.objects.exists()
