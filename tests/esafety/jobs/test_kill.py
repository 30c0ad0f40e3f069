"""Kill -9 of a real worker in the middle of a job, and of the broker: nothing is lost."""

import os
import signal

import pytest

from tests.esafety.jobs.place import Place

APP = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "esafety.settings"
import django
django.setup()
from esafety.jobs import registry
from esafety.celery import app

@registry.handler("test.slow", lease_seconds=2)
def slow(job):
    with open(os.environ["MARKS"], "a") as marks:
        marks.write("began\\n")
    time.sleep(float(open(os.environ["PAUSE"]).read()))
    with open(os.environ["MARKS"], "a") as marks:
        marks.write("ended\\n")
"""
ENQUEUE = """
import slow_app
from django.db import transaction
from esafety.jobs import services
from esafety.schools.models import School
names = {"name": "Oakfield", "code": "OAK"}
school, _ = School.objects.get_or_create(slug="oakfield", defaults=names)
with transaction.atomic():
    print(services.enqueue(kind="test.slow", school_id=school.pk).pk)
"""
STATE = """
import slow_app
from esafety.jobs import queries
print(queries.counts())
"""


@pytest.fixture
def place(tmp_path):
    here = Place(tmp_path, APP)
    yield here
    here.stop()


@pytest.mark.worker
def test_a_worker_killed_in_the_middle_of_a_job_loses_nothing(place):
    first = place.worker()
    place.python("-c", ENQUEUE)
    place.wait_for("began", 1)

    os.killpg(first.pid, signal.SIGKILL)
    first.wait(timeout=10)
    place.pause.write_text("0")
    place.worker()

    place.wait_for("ended", 1)
    assert place.marks.read_text().split() == ["began", "began", "ended"]
    assert "'done': 1" in place.python("-c", STATE)


@pytest.mark.worker
def test_a_broker_whose_messages_are_lost_loses_no_job(place):
    place.pause.write_text("0")
    place.python("-c", ENQUEUE)
    place.lose_messages()

    place.worker()

    place.wait_for("ended", 1)
    assert "'done': 1" in place.python("-c", STATE)
