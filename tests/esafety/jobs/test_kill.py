"""Kill -9 of a real worker in the middle of a job, and of the broker: nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers import OwnServers

ROOT = Path(__file__).resolve().parents[3]
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


class Place:
    """A folder with a database, a broker and the processes that a test starts."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.workers = folder, []
        self.marks, self.pause = folder / "marks", folder / "pause"
        (folder / "slow_app.py").write_text(APP)
        self.marks.touch()
        self.pause.write_text("60")
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "DEBUG": "true",
            "ESAFETY_DATA_DIR": str(folder / "data"),
            "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}",
            "MARKS": str(self.marks),
            "PAUSE": str(self.pause),
            "DJANGO_SETTINGS_MODULE": "esafety.settings",
        }
        self.servers = OwnServers("kill", redis_number=15)
        self.env.update(self.servers.env)
        self.python("manage.py", "migrate", "--verbosity", "0")

    def lose_messages(self) -> None:
        """What the broker held is gone."""
        self.servers.lose_messages()
        for message in (self.folder / "data" / "broker" / "messages").glob("*"):
            message.unlink()

    def python(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.env,
            check=True,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.stdout

    def worker(self) -> subprocess.Popen:
        beat = str(self.folder / "beat")
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "celery",
                "-A",
                "slow_app",
                "worker",
                "-B",
                "-s",
                beat,
                "--pool",
                "solo",
            ],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.workers.append(process)
        return process

    def wait_for(self, mark: str, times: int, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while self.marks.read_text().split().count(mark) < times:
            assert time.monotonic() < end, f"“{mark}” was not seen {times} times"
            time.sleep(0.1)

    def stop(self) -> None:
        for process in self.workers:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=10)
        self.servers.close()


@pytest.fixture
def place(tmp_path):
    here = Place(tmp_path)
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
