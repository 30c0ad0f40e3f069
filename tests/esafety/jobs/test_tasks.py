"""The sweep finds what was not announced; periodic work is started for each school."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from esafety.jobs import periodic, queries, tasks
from esafety.jobs.models import Job, JobState


def test_the_sweep_does_what_is_due_and_shows_life(enqueue, done):
    enqueue(payload={"n": 1})
    enqueue(payload={"n": 2})

    tasks.sweep()

    assert done == [{"n": 1}, {"n": 2}]
    assert queries.worker_is_alive()


def test_one_job_is_run_by_its_id(enqueue, done):
    tasks.run_job(str(enqueue().pk))

    assert len(done) == 1


def test_periodic_work_is_started_for_every_school_and_one_failure_stops_nothing(
    oakfield, brook, monkeypatch
):
    started = []
    monkeypatch.setattr(periodic, "_STARTERS", [])

    @periodic.periodically
    def fails(school):
        raise ValueError

    @periodic.periodically
    def works(school):
        started.append(school.slug)

    tasks.start_periodic()

    assert started == ["oakfield", "brook"]


def test_health_says_which_part_is_not_well(client, db):
    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {"web": True, "database": True, "worker": False}


def test_health_is_well_once_a_worker_shows_life(client, db):
    tasks.sweep()

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["worker"]) == (200, True)


def test_a_worker_in_the_middle_of_a_long_job_is_alive(client, enqueue):
    job = enqueue()
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, leased_until=timezone.now() + timedelta(seconds=60)
    )

    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_health_survives_a_database_that_is_down(client):
    from django.db import DatabaseError, connection

    def fail(execute, sql, params, many, context):
        raise DatabaseError

    with connection.execute_wrapper(fail):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["database"]) == (503, False)


def test_the_operator_sees_counts_and_failures_by_kind(enqueue, lena, client_of):
    from esafety.accounts.models import User

    job = enqueue(payload={"incident": 7})
    Job.objects.filter(pk=job.pk).update(
        state=JobState.FAILED, last_error="Boom", finished_at=timezone.now()
    )
    User.objects.filter(pk=lena.user_id).update(is_operator=True)

    page = client_of(lena).get("/operator/jobs/").content.decode()

    assert str(job.pk) in page
    assert "Boom" in page


def test_nobody_else_finds_the_operators_page(lena, client_of, client):
    assert client_of(lena).get("/operator/jobs/").status_code == 404
    assert client.get("/operator/jobs/").status_code == 302


def test_the_command_lists_jobs_and_tries_the_failed_again(enqueue, capsys):
    waiting, failed = enqueue(), enqueue()
    Job.objects.filter(pk=failed.pk).update(state=JobState.FAILED, finished_at=timezone.now())

    call_command("jobs")
    before = capsys.readouterr().out
    call_command("jobs", "--retry-failed")
    call_command("jobs", "--retry", str(waiting.pk))

    assert str(waiting.pk) in before
    assert "failed   1" in before
    assert queries.counts()["failed"] == 0
