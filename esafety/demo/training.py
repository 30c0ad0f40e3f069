"""Training: last year's and this year's, an induction, the governors, and what people need."""

import random
from datetime import datetime, time, timedelta

from esafety.access.actor import Actor
from esafety.demo import schedule
from esafety.demo.company import Company
from esafety.demo.stage import Acts
from esafety.schools import queries as schools
from policies.training import queries
from policies.training.choices import Group, Sure
from policies.training.needs import TOPICS
from policies.training.services import attending, needing, sessions

_PAST = (
    (380, "yearly", "Online safety: yearly update", "staff", 0.95),
    (
        150,
        "governors",
        "What governors need to know about filtering and monitoring",
        "governors",
        0.8,
    ),
    (70, "induction", "Induction of new staff", "staff", 0.1),
    (66, "yearly", "Online safety: yearly update", "staff", 0.85),
    (31, "parents", "Evening for parents and carers", "others", 0.0),
)
_COVERED = (
    "Keeping children safe in education, Part one; what to do when a pupil tells you something; "
    "our agreements and the grid; filtering and monitoring."
)


def year(company: Company, now: datetime) -> Acts:
    """Sessions of the last year with who came, needs, and one session to come."""
    calendar, rng = company.calendar, random.Random(f"training of {company.slug}")
    today = now.astimezone(calendar.zone).date()
    lead = company.actors.get("lena") or company.actors["boris"]
    for ago, kind, title, group, share in _PAST:
        day = schedule.days_before(calendar, today - timedelta(days=ago), 1)
        yield datetime.combine(day, time(16, 30), calendar.zone)
        row = sessions.make(
            day=day,
            kind=kind,
            title=title,
            groups=[group],
            covered=_COVERED,
            led_by=lead.display_name,
            guests=64 if kind == "parents" else 0,
            by=lead,
        )
        members = queries.trained_members()
        mine = [m.pk for m in members if Group(group) in queries.groups_of(m.roles)]
        here = [pk for pk in mine if rng.random() < share or pk == lead.membership_id]
        attending.tick(session=row, members=here, by=lead)
    yield max(now - timedelta(days=20), datetime.combine(day, time(17), calendar.zone))
    _needs(rng)
    sessions.make(
        day=today + timedelta(days=24),
        kind="yearly",
        title="Online safety: second date of the yearly update",
        groups=["staff"],
        led_by=lead.display_name,
        by=lead,
    )


def _needs(rng: random.Random) -> None:
    for member in queries.trained_members():
        actor: Actor = schools.actor_of(member)
        if Group.STAFF in queries.groups_of(member.roles) and rng.random() < 0.7:
            answers = {t: rng.choices(Sure.values, weights=(5, 4, 2))[0] for t in TOPICS}
            needing.tell(answers=answers, by=actor)
