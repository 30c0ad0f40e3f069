"""Kill -9 of a real worker in the middle of each kind of PDF: the next finishes it, once."""

import json
import os
import re
import signal
import time
from collections import Counter

import pytest

from esafety.jobs import registry
from reports.choices import PaperKind
from tests.esafety.jobs.place import Place
from tests.pdfs.scenario import EACH

pytestmark = pytest.mark.worker
PATIENCE = 600
"""Seconds until something counts as not happening: a busy machine is slow, not wrong."""
APP = """
import os, time
os.environ["DJANGO_SETTINGS_MODULE"] = "esafety.settings"
import django
django.setup()
from esafety import pdf
from esafety.celery import app
from esafety.jobs import registry

current = []
def followed(kind):
    run = registry.handler_of(kind).run
    def named(job):
        current[:] = [str(job.pk)]
        run(job)
    known = registry.handler_of(kind)
    lease, tries = int(known.lease.total_seconds()), known.attempts
    registry.handler(kind, lease_seconds=lease, attempts=tries, pdf=True)(named)
for kind in registry.kinds_of_pdfs():
    followed(kind)

render = pdf.render
def slow(html):
    # Says which job it is, and stops for ever the first time.
    made = render(html)
    with open(os.environ["MARKS"], "a") as marks:
        marks.write(current[0] + "\\n")
    if open(os.environ["MARKS"]).read().split().count(current[0]) == 1:
        time.sleep(60)
    return made
"""
HANG = "pdf.render = slow\n"
ASK = """
import json
import django
django.setup()
from tests.pdfs import scenario
print(json.dumps(scenario.ask_for_all()))
"""
TIME_PASSES = """
import django
django.setup()
from django.utils import timezone
from django_scopes import scopes_disabled
from esafety.jobs.models import Job
with scopes_disabled():
    Job.objects.filter(state="running").update(leased_until=timezone.now())
"""
STATE = """
import json, sys
import django
django.setup()
from esafety.audit import verify
from tests.pdfs import scenario
found = scenario.came_of(json.loads(sys.argv[1]))
print(json.dumps([found, [verify.verify(pk)[1] for pk in verify.schools()]]))
"""


class Drama:
    """A place where a worker was killed in the middle of each PDF, and then all were finished."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.asked = json.loads(place.python("-c", ASK))
        (place.folder / "slow_app.py").write_text(APP + HANG)
        began = set()
        while len(began) < len(self.asked):
            began.add(self._kill_in_the_middle_of_another(began))
        place.python("-c", TIME_PASSES)
        last = place.worker()
        self._wait(lambda: len(self.marks()) >= 2 * len(self.asked))
        self._wait(lambda: self.states() == {"done"})
        self._wait(self.mails)
        os.killpg(last.pid, signal.SIGKILL)
        last.wait(timeout=10)

    def marks(self) -> list[str]:
        return self.place.marks.read_text().split()

    def _kill_in_the_middle_of_another(self, began: set[str]) -> str:
        worker = self.place.worker()
        self._wait(lambda: set(self.marks()) - began)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(timeout=10)
        (new,) = set(self.marks()) - began
        return new

    def _wait(self, happened) -> None:
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, f"it did not happen; the marks: {Counter(self.marks())}"
            time.sleep(0.1)

    def states(self) -> set[str]:
        self.found, self.broken = json.loads(self.place.python("-c", STATE, json.dumps(self.asked)))
        return {one["state"] for one in self.found.values()}

    def mails(self) -> Counter[tuple[str, str]]:
        """How often each mail went out, by whom it is to and what it is about."""
        found: Counter[tuple[str, str]] = Counter()
        for file in (self.place.folder / "data" / "mail").glob("*"):
            found.update(
                re.findall(r"^Subject: (.+)\n(?:.+\n)*?To: (\S+)$", file.read_text(), re.MULTILINE)
            )
        return found


@pytest.fixture(scope="module")
def drama(tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("kill"), APP)
    try:
        yield Drama(place)
    finally:
        place.stop()


@pytest.mark.parametrize("name", EACH)
def test_it_is_finished_once(name, drama):
    found, job = drama.found[name], drama.asked[name]["job"]

    assert drama.marks().count(job) == 2
    assert found == {"state": "done", "tries": 2, "rows": 1, "events": EACH[name].events}


def test_the_log_is_whole_and_each_mail_went_out_once(drama):
    assert drama.broken == [None]
    assert set(drama.mails().values()) == {1}


def test_every_kind_of_job_that_makes_a_pdf_is_killed():
    assert {one.kind for one in EACH.values()} == set(registry.kinds_of_pdfs())


def test_every_kind_of_paper_is_killed():
    assert {str(kind) for kind in PaperKind} <= EACH.keys()
