#!/usr/bin/env python3
"""Measures the agreements: a campaign that asks 2,000 parents, and signatures a second.

Run by the bench, once for each database; each part is a process of its own, as in a school:
`ask` starts a campaign and does its job; `signed` makes those who sign, and `sign` is one of
several processes that sign for them, through the service that the pages of a link use. What a
part prints last is one JSON object.
"""

import json
import os
import sys
import time
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
PARENTS, PUPILS = 2000, 1200
SIGNERS = 9000
"""More than can sign in the time that is measured."""


def ask() -> dict[str, Any]:
    """Seconds from the start of a campaign until the last mail is queued."""
    from datetime import timedelta

    from django.utils import timezone
    from django_scopes import scope

    from aup.models import Agreement, Letter
    from aup.queries import campaigns as queries
    from aup.services import campaigns
    from esafety.jobs import services as jobs
    from esafety.jobs.models import Job
    from tests.bench import families

    school, lead = families.make_place("elm")
    with scope(school=school):
        families.people(school, pupils=PUPILS, parents=PARENTS, years=("7", "8", "9", "10", "11"))
        today = timezone.localdate()
        campaign = campaigns.make(
            agreement=Agreement.objects.get(audience="students"), title="All", groups={},
            opens_on=today, closes_on=today + timedelta(days=21), reminder_days=[7], by=lead,
        )  # fmt: skip
        start, used = time.perf_counter(), _cpu()
        campaigns.start(campaign=campaign, by=lead)
        job = queries.asking_job(campaign)
        assert job is not None
        assert jobs.run(str(job.pk)), "the campaign's job was not done"
        seconds, used = time.perf_counter() - start, _cpu() - used
        letters = Letter.objects.count()
        mails = Job.objects.filter(kind="agreement.letter").count()
    assert letters == mails == PARENTS, f"{letters} letters, {mails} mails"
    return {"parents": PARENTS, "seconds": round(seconds, 1), "cpu_seconds": round(used, 1)}


def signed() -> dict[str, Any]:
    """Those who will sign."""
    from django_scopes import scope

    from tests.bench import families

    for slug in ("willow", "birch"):  # birch is the floor's
        school, _lead = families.make_place(slug)
        with scope(school=school):
            children = families.people(
                school, pupils=SIGNERS, parents=SIGNERS, years=("R", "1", "2")
            )
            families.asked_with_links(school, children)
    return {"signers": SIGNERS}


def sign(name: str, share: int, of: int, seconds: float) -> dict[str, Any]:
    """Sign for every `of`-th of them from the moment on that is read from the standard input: when
    each signature was there, how long it took, and what went wrong."""
    from django_scopes import scope

    from aup.models import Ask, Link
    from esafety.schools.models import School
    from tests.bench import floor_signing

    is_floor = name == "floor"
    school = School.objects.get(slug="birch" if is_floor else "willow")
    with scope(school=school):
        asks = Ask.objects.filter(state="asked").order_by("pk").values_list("pk", "subject")
        opened = Link.objects.values_list("person__children__child", "pk", "used_key")
        links = {child: (link, key) for child, link, key in opened}
        todo = [(pk, *links[child]) for pk, child in asks[share::of]]
        act = floor_signing.sign if is_floor else _one
        print("ready", flush=True)
        return _signatures(school, act, todo, float(sys.stdin.readline()), seconds)


def _signatures(
    school: Any, act: Any, todo: list[tuple[int, int, uuid.UUID]], begins: float, seconds: float
) -> dict[str, Any]:
    used = _cpu()
    ends: list[float] = []
    took: list[float] = []
    errors: list[str] = []
    time.sleep(max(0.0, begins - time.time()))
    for ask, link, key in todo:
        start = time.time()
        if start >= begins + seconds:
            break
        try:
            act(school, ask, link, key)
        except Exception as error:  # what is measured is that there is none
            errors.append(type(error).__name__)
            continue
        ends.append(time.time() - begins)
        took.append((time.time() - start) * 1000)
    return {"ends": ends, "took": took, "errors": errors, "cpu_seconds": _cpu() - used}


def _cpu() -> float:
    """Seconds of processor time that this process and the PostgreSQL that works for it have used:
    however busy the machine is, this is what the work costs."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return time.process_time()
    connection.ensure_connection()
    pid = connection.connection.get_backend_pid()
    facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")


def _one(school: Any, ask_id: int, link_id: int, key: uuid.UUID) -> None:
    """What the page of a link does when its form is sent."""
    from aup import queries
    from aup.queries import by_link as reads
    from aup.services import by_link
    from esafety.access.actor import Actor
    from esafety.signatures.choices import Part

    link = reads.link_in_use(link_id, key)
    assert link is not None
    ask = queries.asks().get(pk=ask_id)
    answers = by_link.sign(
        link=link, ask=ask, parts={Part.PARENT: by_link.Signed(link.person.name, "I agree.")},
        once_key=uuid.uuid4(), ip="127.0.0.1", browser="Bench", by=Actor.for_system(
            "signing", school_id=school.pk),
    )  # fmt: skip
    assert len(answers) == 1


def checked() -> dict[str, Any]:
    """How many signatures there are, and what the two checks find wrong (the school of the floor
    is left out: it has the rows, but nothing in them)."""
    from esafety.audit import verify as chains
    from esafety.schools.models import School
    from esafety.signatures import verify

    school = School.objects.get(slug="willow")
    number, broken = verify.verify(school.pk)
    rows, first = chains.verify(school.pk)
    return {"signatures": number, "audit_rows": rows, "broken": len(broken) + bool(first)}


def main() -> None:
    import django

    django.setup()
    part, *rest = sys.argv[1:]
    if part == "sign":
        name, share, of, seconds = rest
        found = sign(name, int(share), int(of), float(seconds))
    else:
        found = {"ask": ask, "signed": signed, "checked": checked}[part]()
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
