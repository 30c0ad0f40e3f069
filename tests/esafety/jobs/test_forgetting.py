"""Old jobs go once a day: those that were done, and that keep nothing from being done twice."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled

from esafety.jobs import registry, services, tasks
from esafety.jobs.models import Job, JobState


@pytest.fixture
def hourly(kinds):
    """A kind whose keys name an hour."""

    @kinds.handler("hourly", forgets_keys=True)
    def each_hour(job):
        pass


def done_long_ago(job, days=91, state=JobState.DONE):
    moment = timezone.now() - timedelta(days=days)
    with scopes_disabled():
        Job.objects.filter(pk=job.pk).update(
            state=state, created_at=moment, run_after=moment, finished_at=moment
        )


def left():
    with scopes_disabled():
        return set(Job.objects.values_list("kind", "once_key", "state"))


def test_what_was_done_long_ago_goes(enqueue, hourly, brook):
    done_long_ago(enqueue())
    done_long_ago(enqueue(school_id=brook.pk))
    done_long_ago(enqueue(kind="hourly", once_key="hour:2026082014"))

    assert services.forget_old() == 3
    assert left() == set()


def test_what_is_not_over_stays(enqueue, hourly):
    done_long_ago(enqueue(), days=89)
    done_long_ago(enqueue(), state=JobState.FAILED)
    done_long_ago(enqueue(), state=JobState.WAITING)
    done_long_ago(enqueue(once_key="tell:1"))
    ran_late = enqueue()
    done_long_ago(ran_late)
    Job.objects.filter(pk=ran_late.pk).update(finished_at=timezone.now())

    assert services.forget_old() == 0
    assert Job.objects.count() == 5


def test_a_key_that_stays_still_keeps_the_act_from_being_done_again(enqueue):
    first = enqueue(once_key="tell:1")
    done_long_ago(first)
    services.forget_old()

    assert enqueue(once_key="tell:1") == first


def test_it_is_looked_at_once_a_day(enqueue, time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)
    assert services.forget_old() == 0
    done_long_ago(enqueue())
    time_machine.shift(timedelta(hours=23))
    assert services.forget_old() == 0
    time_machine.shift(timedelta(hours=1))

    tasks.start_periodic()

    assert left() == set()


def test_keys_that_name_a_moment_are_marked_so():
    assert registry.kinds_that_forget() == [
        "access.refresh", "agreement.bounces", "agreement.newcomers", "incident.remove_drafts",
        "notice.digest", "notice.mail",
    ]  # fmt: skip


def test_a_failure_in_the_middle_forgets_nothing(enqueue):
    done_long_ago(enqueue())

    with transaction.atomic():
        assert services.forget_old() == 1
        transaction.set_rollback(True)

    assert Job.objects.count() == 1
