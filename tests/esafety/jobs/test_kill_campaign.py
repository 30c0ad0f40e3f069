"""Kill -9 of a real worker while a campaign asks, and again while its mails go out."""

import json
import os
import re
import signal
import time
from collections import Counter

import pytest

from tests.esafety.jobs.place import Place

PUPILS, PARENTS = 80, 120
APP = """
import os, time
os.environ["DJANGO_SETTINGS_MODULE"] = "esafety.settings"
import django
django.setup()
from aup import campaign_tasks, tasks
from aup.services import links, rounds
from esafety.celery import app
from esafety.jobs import registry
from esafety import mail

rounds.PORTION = 25
for kind in ("campaign.ask", "agreement.letter"):
    run = registry.handler_of(kind).run
    registry.handler(kind, lease_seconds=2)(run)

def marked(name, act):
    # Says that it happens, and stops for ever at the time that the file names.
    def run(**facts):
        with open(os.environ["MARKS"], "a") as marks:
            marks.write(name + "\\n")
        what, at = open(os.environ["PAUSE"]).read().split()
        if what == name and open(os.environ["MARKS"]).read().split().count(name) == int(at):
            time.sleep(60)
        return act(**facts)
    return run

links.write = marked("writes", links.write)
mail.send = marked("sends", mail.send)
"""
START = f"""
import slow_app
from datetime import timedelta
from django.utils import timezone
from django_scopes import scope
from aup.models import Agreement
from aup.services import campaigns
from tests.bench import families
school, lead = families.make_place()
with scope(school=school):
    families.people(school, pupils={PUPILS}, parents={PARENTS}, years=("7", "8"))
    today = timezone.localdate()
    made = campaigns.make(
        agreement=Agreement.objects.get(audience="students"), title="All", groups={{}},
        opens_on=today, closes_on=today + timedelta(days=21), reminder_days=[], by=lead)
    campaigns.start(campaign=made, by=lead)
"""
STATE = """
import json
import slow_app
from django_scopes import scopes_disabled
from aup.models import Ask, Letter
from esafety.jobs import queries
from esafety.audit import verify
from esafety.schools.models import School
from esafety.people.models import Person
with scopes_disabled():
    print(json.dumps({
        "asked": Ask.objects.count(),
        "letters": Letter.objects.filter(sent_at__isnull=False, failed="").count(),
        "all_letters": Letter.objects.count(),
        "broken": [verify.verify(pk)[1] for pk in verify.schools()],
        "jobs": queries.counts(),
    }))
"""


@pytest.fixture
def place(tmp_path):
    here = Place(tmp_path, APP)
    yield here
    here.stop()


def killed(place, worker):
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(timeout=10)


def mails(place):
    """How many mails went to each address."""
    found: Counter = Counter()
    for file in (place.folder / "data" / "mail").glob("*"):
        found.update(re.findall(r"^To: (\S+)$", file.read_text(), re.MULTILINE))
    return found


def wait_until_sent(place, seconds=600):
    end = time.monotonic() + seconds
    while mails(place).total() < PARENTS:
        assert time.monotonic() < end, f"{mails(place).total()} mails went out"
        time.sleep(0.2)


@pytest.mark.worker
def test_a_campaign_whose_workers_are_killed_writes_to_everybody_once(place):
    place.pause.write_text("writes 60")  # in the middle of the second portion
    place.python("-c", START)
    first = place.worker()
    place.wait_for("writes", 60)
    killed(place, first)

    place.pause.write_text("sends 40")
    second = place.worker()
    place.wait_for("sends", 40)
    killed(place, second)

    place.pause.write_text("nothing 0")
    place.worker()
    wait_until_sent(place)

    time.sleep(0.5)  # the last job is marked as done after its mail
    state = json.loads(place.python("-c", STATE))
    assert mails(place) == {f"p{number}@home.example": 1 for number in range(PARENTS)}
    assert (state["asked"], state["letters"], state["all_letters"]) == (PUPILS, PARENTS, PARENTS)
    assert state["broken"] == [None]
    assert state["jobs"] == {"waiting": 0, "running": 0, "done": 1 + PARENTS, "failed": 0,
                             "cancelled": 0}  # fmt: skip
