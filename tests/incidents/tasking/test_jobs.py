"""No reminder twice when two workers run; none lost when the broker is down for a while."""

import threading
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from celery import current_app
from django.db import OperationalError, connections
from django_scopes import scope

from esafety.access.roles import Role
from esafety.jobs import periodic, services
from esafety.jobs import tasks as workers
from esafety.jobs.models import Job
from esafety.notices.models import Notice
from incidents.tasking import jobs
from tests.factories.schools import make_member, make_school, make_terms
from tests.incidents.cases import make_case
from tests.incidents.tasking.given import make_task, open_case, work

LONDON = ZoneInfo("Europe/London")
REPORTED = datetime(2026, 11, 3, 9, 0, tzinfo=LONDON)
DUE = datetime(2026, 11, 3, 13, 0, tzinfo=LONDON)


def reminders() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("kind", flat=True))


def test_two_workers_one_after_the_other_remind_once(oakfield, lena, time_machine):
    make_case(oakfield, submitted_at=REPORTED)
    time_machine.move_to(DUE, tick=False)

    for _worker in range(2):
        periodic.start_all()
        work()
        for job in Job.objects.all():
            services.run(str(job.pk))

    assert reminders() == ["clock.unacknowledged"]


def test_a_job_that_is_done_again_reminds_nobody_again(oakfield, lena, time_machine):
    """A worker that dies after its work leaves its job to the next."""
    make_case(oakfield, submitted_at=REPORTED)
    time_machine.move_to(DUE, tick=False)
    jobs.look_at_clocks(oakfield)
    work()

    Job.objects.filter(kind__startswith="clock.").update(state="waiting")
    work()

    assert reminders() == ["clock.unacknowledged"]


class Down(Exception):
    """The broker cannot be reached."""


def test_with_the_broker_down_the_row_waits_and_the_sweep_reminds_once(
    oakfield, lena, tom, time_machine, monkeypatch, django_capture_on_commit_callbacks
):
    make_case(oakfield, submitted_at=REPORTED)
    task = make_task(open_case(oakfield, lena), tom, due_on="2026-11-02")
    time_machine.move_to(DUE, tick=False)

    def unreachable(*args, **kwargs):
        raise Down

    monkeypatch.setattr(current_app, "send_task", unreachable)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.look_at_clocks(oakfield)
    assert (reminders(), Job.objects.filter(state="waiting").count()) == ([], 2)

    for _minute in range(4):
        workers.sweep()

    assert sorted(reminders()) == ["clock.unacknowledged", "task.overdue"]
    assert not Job.objects.filter(kind__startswith="clock.").exclude(state="done").exists()
    assert task.state == "open"


def worker(school, start, errors):
    """Look and work as a worker does; SQLite in memory answers "locked" instead of waiting."""
    start.wait()
    for step in (jobs.look_at_clocks, everything, everything, everything):
        for _try in range(200):
            try:
                with scope(school=school):
                    step(school)
                break
            except OperationalError:
                time.sleep(0.01)
        else:
            errors.append(step.__name__)
    connections.close_all()


def everything(school):
    for job_id in services.due():
        services.run(job_id)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_remind_once(time_machine):
    school = make_school()
    with scope(school=school):
        make_terms(school)
        make_member(school, "Lena Larch", Role.LEAD)
        make_case(school, submitted_at=REPORTED)
        time_machine.move_to(DUE)
    start, errors = threading.Barrier(2), []
    threads = [threading.Thread(target=worker, args=(school, start, errors)) for _n in range(2)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    time_machine.move_to(datetime(2026, 11, 3, 13, 30, tzinfo=LONDON))  # what was locked is due
    with scope(school=school):
        for _round in range(3):
            everything(school)
        assert errors == []
        assert reminders() == ["clock.unacknowledged"]
        assert Job.objects.filter(kind="clock.due").count() == 1
