"""A term of invented incidents: all states, places, types and years, and some that name staff."""

import random
from datetime import UTC, date, datetime, time, timedelta

from esafety.people.models import Person
from incidents.choices import OPEN, Outcome, Place, Status
from tests.factories.incidents import make_incident, make_type
from tests.factories.people import make_person

TYPES = [
    ("hate", "content"), ("violence", "content"), ("grooming", "contact"),
    ("bullying", "conduct"), ("hacking", "conduct"), ("gambling", "commerce"), ("other", "any"),
]  # fmt: skip
STATES = [*OPEN, *[Status.CLOSED] * 8, Status.NOT_INCIDENT]


def some_incidents(school, *, days, number, seed=1, handler=None, named=()):
    """`number` incidents on the days; every seventh names one of the members `named`."""
    rnd = random.Random(seed)
    for code, group in TYPES:
        make_type(school, code, group=group)
    pupils = [
        make_person(school, f"Pupil{seed} Child{n}", year_group=rnd.choice("789"))
        for n in range(12)
    ]
    staff = list(Person.objects.filter(membership__in=[a.membership_id for a in named]))
    made = []
    for n in range(number):
        people = [
            (p, rnd.choice(["target", "offender"]))
            for p in rnd.sample(pupils, rnd.choice([1, 1, 2]))
        ]
        if staff and n % 7 == 0:
            people.append((rnd.choice(staff), "offender" if n % 2 else "witness"))
        typed = [("A child from elsewhere", "child", "witness")] if n % 9 == 0 else []
        made.append(_one(school, rnd, rnd.choice(days), people, typed, handler))
    return made


def _one(school, rnd, day: date, people, typed, handler):
    status = rnd.choice(STATES)
    at = datetime.combine(day, time(10), UTC)
    facts = {"status": status, "submitted_at": at, "last_entry_at": at, "happened_on": day}
    if status not in (Status.SUBMITTED, Status.NOT_INCIDENT) and handler:
        facts |= {
            "acknowledged_at": at + timedelta(hours=rnd.randint(1, 3)),
            "acknowledged_by_id": handler.membership_id,
        }
    if status == Status.CLOSED:
        done = {
            "summary": "Done.",
            "outcome": rnd.choice(Outcome.values),
            "closed_at": at + timedelta(days=7),
        }
        facts |= done | {"closed_by_id": handler.membership_id if handler else None}
    types = rnd.sample([code for code, _g in TYPES], rnd.choice([1, 1, 2]))
    return make_incident(
        school, people=people, typed=typed, types=types, place=rnd.choice(Place.values), **facts
    )
