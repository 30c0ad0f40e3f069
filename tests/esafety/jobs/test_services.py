"""Jobs are kept with the act, claimed by one worker, tried again, and never lost."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from esafety.jobs import registry, services
from esafety.jobs.models import Heartbeat, Job, JobState
from esafety.people.models import Person


class Boom(Exception):
    pass


@pytest.fixture
def breaks(kinds, oakfield):
    """Jobs of kind "breaks" fail, three times at most."""

    @kinds.handler("breaks", attempts=3)
    def broken(job):
        raise Boom("Ada Ash was here")

    with transaction.atomic():
        return services.enqueue(kind="breaks", school_id=oakfield.pk)


def again(job) -> Job:
    job.refresh_from_db()
    return job


def test_a_job_is_done_once(enqueue, done):
    job = enqueue(payload={"n": 1})

    assert services.run(str(job.pk)) is True
    assert services.run(str(job.pk)) is False
    assert done == [{"n": 1}]
    assert (again(job).state, job.percent, job.lease) == (JobState.DONE, 100, None)


def test_a_job_runs_in_the_scope_of_its_school(oakfield, kinds):
    seen = []

    @kinds.handler("count")
    def count(job):
        seen.append(Person.objects.count())

    with transaction.atomic():
        job = services.enqueue(kind="count", school_id=oakfield.pk)
    services.run(str(job.pk))

    assert seen == [0]


def test_a_job_writes_the_times_of_its_school(oakfield, kinds):
    seen = []

    @kinds.handler("clock")
    def clock(job):
        seen.append(timezone.get_current_timezone_name())

    with transaction.atomic():
        job = services.enqueue(kind="clock", school_id=oakfield.pk)
    services.run(str(job.pk))

    assert seen == ["Europe/London"]
    assert timezone.get_current_timezone_name() == "UTC"


def test_an_unknown_kind_is_an_error_at_once(oakfield):
    with pytest.raises(registry.UnknownJobKind), transaction.atomic():
        services.enqueue(kind="never.registered", school_id=oakfield.pk)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_job_is_kept(kinds):
    kinds.handler("note")(lambda job: None)

    with pytest.raises(RuntimeError):
        services.enqueue(kind="note", school_id=1)


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_job(enqueue, oakfield):
    def act():
        with transaction.atomic():
            services.enqueue(kind="note", school_id=oakfield.pk)
            raise Boom

    with pytest.raises(Boom):
        act()

    assert Job.objects.count() == 0


def test_a_once_key_gives_one_job(enqueue):
    assert enqueue(once_key="remind:7:3").pk == enqueue(once_key="remind:7:3").pk


def test_a_job_that_somebody_holds_is_left_alone(enqueue, done):
    job = enqueue()
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, leased_until=timezone.now() + timedelta(seconds=30)
    )

    assert services.run(str(job.pk)) is False
    assert done == []


def test_a_job_left_by_a_dead_worker_is_done_by_the_next(enqueue, done):
    job = enqueue()
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempts=1, leased_until=timezone.now() - timedelta(seconds=1)
    )

    assert services.due() == [str(job.pk)]
    assert services.run(str(job.pk)) is True
    assert len(done) == 1


def test_a_worker_that_lost_its_lease_does_not_mark_the_job_done(kinds, oakfield):
    @kinds.handler("slow")
    def slow(job):
        Job.objects.filter(pk=job.pk).update(lease=None, state=JobState.WAITING)

    with transaction.atomic():
        job = services.enqueue(kind="slow", school_id=oakfield.pk)

    assert services.run(str(job.pk)) is False
    assert again(job).state == JobState.WAITING


def test_a_failure_is_tried_again_after_growing_pauses_then_shown_as_failed(breaks):
    pauses = []
    for _try in range(3):
        Job.objects.filter(pk=breaks.pk).update(run_after=timezone.now())
        services.run(str(breaks.pk))
        pauses.append(round((again(breaks).run_after - timezone.now()).total_seconds()))

    assert pauses[:2] == [5, 10]
    assert (breaks.state, breaks.attempts, breaks.last_error) == (JobState.FAILED, 3, "Boom")


def test_the_reason_of_a_failure_is_kept_without_its_words(breaks, caplog):
    services.run(str(breaks.pk))

    assert "Ada Ash" not in again(breaks).last_error


def test_a_failed_job_can_be_tried_again(breaks, done, kinds):
    Job.objects.filter(pk=breaks.pk).update(state=JobState.FAILED, attempts=3)
    kinds.handler("breaks")(lambda job: done.append("mended"))

    services.retry(job_id=str(breaks.pk))
    services.run(str(breaks.pk))

    assert done == ["mended"]


def test_a_job_whose_kind_is_gone_fails_and_is_not_lost(enqueue, kinds, monkeypatch):
    job = enqueue()
    monkeypatch.setattr(registry, "_HANDLERS", {})

    services.run(str(job.pk))

    assert (again(job).state, job.last_error) == (JobState.FAILED, "UnknownJobKind")


@pytest.mark.django_db
def test_a_job_that_is_not_there_is_no_error():
    assert services.run("00000000-0000-0000-0000-000000000000") is False


def test_a_job_for_later_waits(enqueue, done):
    job = enqueue(run_after=timezone.now() + timedelta(hours=1))

    assert services.due() == []
    assert services.run(str(job.pk)) is False
    assert done == []


def test_progress_is_shown_and_renews_the_lease(kinds, oakfield):
    seen = []

    @kinds.handler("long", lease_seconds=60)
    def long(job):
        Job.objects.filter(pk=job.pk).update(leased_until=timezone.now())
        services.report_progress(job, percent=40, words="Counting")
        row = Job.objects.get(pk=job.pk)
        seen.append((row.percent, row.progress_words, row.leased_until > timezone.now()))

    with transaction.atomic():
        job = services.enqueue(kind="long", school_id=oakfield.pk)
    services.run(str(job.pk))

    assert seen == [(40, "Counting", True)]


@pytest.mark.django_db
def test_the_beat_is_one_row():
    services.beat()
    services.beat()

    assert Heartbeat.objects.count() == 1
    assert str(Heartbeat.objects.get()) == "worker"


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_costs_nothing(enqueue, done, settings):
    from celery import current_app

    kept = current_app.conf.broker_url
    current_app.conf.broker_url = "redis://127.0.0.1:1/0"
    current_app.pool.force_close_all()
    current_app.__dict__.pop("amqp", None)
    try:
        job = enqueue(payload={"n": 2})
    finally:
        current_app.conf.broker_url = kept
        current_app.__dict__.pop("amqp", None)

    services.run(services.due()[0])
    assert (again(job).state, done) == (JobState.DONE, [{"n": 2}])


def test_a_job_says_what_it_is(enqueue):
    job = enqueue()

    assert str(job) == f"note {job.pk}"
    assert "note" in registry.kinds()
