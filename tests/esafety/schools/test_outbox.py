"""Work for later reaches the jobs package without being known to it."""

import pytest
from django.db import transaction

from esafety.jobs import registry
from esafety.jobs.models import Job
from esafety.schools import outbox, tasks

pytestmark = pytest.mark.django_db


def test_the_jobs_package_has_learnt_our_handlers():
    assert registry.handler_of("schools.invite").run is tasks.invite


def test_what_is_put_in_becomes_a_job(oakfield):
    with transaction.atomic():
        outbox.enqueue(kind="schools.invite", school_id=oakfield.pk, payload={"membership": 7})

    assert Job.objects.get().payload == {"membership": 7}


def test_joining_hands_over_every_handler(monkeypatch):
    monkeypatch.setattr(outbox, "_HANDLERS", {})
    monkeypatch.setattr(outbox, "_JOBS", [])
    learnt, asked = {}, []

    @outbox.handler("test.kind")
    def run(job):
        """Does nothing."""

    outbox.join(enqueue=lambda **facts: asked.append(facts), register=learnt.__setitem__)
    outbox.enqueue(kind="test.kind", school_id=1, payload={})

    assert learnt == {"test.kind": run}
    assert asked == [{"kind": "test.kind", "school_id": 1, "payload": {}}]
