"""The yearly survey: last year's of the pupils and this year's of the staff closed, one open."""

import random
from datetime import date, datetime, time, timedelta

from esafety.access.actor import Actor
from esafety.demo import schedule
from esafety.demo.company import Company
from esafety.demo.stage import Acts
from policies.surveys.choices import Kind
from policies.surveys.models import Sheet, Survey
from policies.surveys.services import running

_BEFORE, _NOW, _STAFF = 240, 64, 31


def rounds(company: Company, now: datetime) -> Acts:
    """Three rounds of questions, each at its own time."""
    calendar, rng = company.calendar, random.Random(f"surveys of {company.slug}")
    today = now.astimezone(calendar.zone).date()
    lead = company.actors.get("lena") or company.actors["boris"]
    for audience, ago, count in (
        ("pupils", 366, _BEFORE),
        ("staff", 75, _STAFF),
        ("pupils", 9, _NOW),
    ):
        first = schedule.days_before(calendar, today - timedelta(days=ago), 0)
        yield datetime.combine(first, time(8, 30), calendar.zone)
        row = _open(audience, first, lead)
        yield datetime.combine(first, time(15), calendar.zone)
        _answer(row, count, rng)
        if ago > 30:
            yield datetime.combine(row.closes_on, time(16), calendar.zone)
            running.close(survey=row, by=lead)


def _open(audience: str, first: date, lead: Actor) -> Survey:
    last = first + timedelta(days=18)
    row = running.make(audience=audience, opens_on=first, closes_on=last, by=lead)
    return running.open_(survey=row, by=lead)


def _answer(row: Survey, count: int, rng: random.Random) -> None:
    """So many forms at once: a demonstration need not press each of them."""
    Sheet.objects.bulk_create(
        Sheet(school_id=row.school_id, survey=row, chosen=_chosen(row, rng)) for _n in range(count)
    )


def _chosen(row: Survey, rng: random.Random) -> dict[str, list[int]]:
    said: dict[str, list[int]] = {}
    for question in row.paper.asked():
        numbers = range(len(question["options"]))
        several = question["kind"] == Kind.SEVERAL
        weights = [len(numbers) - n + 1 for n in numbers]
        picked = rng.choices(numbers, weights=weights, k=rng.randint(1, 3) if several else 1)
        if rng.random() > 0.04:
            said[question["code"]] = sorted(set(picked))
    return said
