"""Two simulated years, day by day: 300 policies in 30 schools, holidays, owners who leave, reviews
that are done, and ten days without a worker. What was sent to whom on which day is what a plain
calculation says, and none of it twice."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.jobs.models import Job
from esafety.notices.models import Notice
from esafety.schools import queries as schools
from esafety.schools import reading
from esafety.schools.calendar import SchoolCalendar
from esafety.schools.models import Closure, Membership, School, Term
from policies.documents.choices import State
from policies.documents.models import Policy
from policies.documents.services import lifecycle
from policies.reviews import tasks
from policies.reviews.models import ReviewReminder
from policies.reviews.services import reminding
from tests.factories.schools import make_member, make_school
from tests.policies.reviews.given import revise

FIRST, LAST = date(2026, 9, 1), date(2028, 8, 31)
DOWN = {date(2027, 3, 1) + timedelta(days=n) for n in range(10)}
"""Ten days on which nothing ran."""
LEAVES = date(2027, 6, 16)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
LONG_AGO = datetime(2026, 8, 3, 9, tzinfo=UTC)


@dataclass
class Dated:
    """A policy with its review dates: (date, day on which it was set, day of its review)."""

    school: School
    policy: Policy
    dates: list[tuple[date, date, date]]


@dataclass
class Place:
    """A school with its days, and the people that reminders go to."""

    school: School
    open_on: set[date]
    owner: Actor
    lead: Actor | None
    head: Actor
    policies: list[Dated] = field(default_factory=list)
    calendar: SchoolCalendar | None = None

    def is_there(self, who: Actor | None, day: date) -> bool:
        return who is not None and not (who is self.owner and self.loses and day >= LEAVES)

    @property
    def loses(self) -> bool:
        """Whether its owner of policies leaves in the first summer."""
        return self.school.pk % 4 == 0


def spans(number: int) -> list[tuple[date, date]]:
    """The terms of two years; three kinds of schools begin and end some days apart."""
    found = []
    for year in (2026, 2027):
        for first, last in (((year, 9, 2), (year, 12, 18)), ((year + 1, 1, 4), (year + 1, 3, 25)),
                            ((year + 1, 4, 12), (year + 1, 7, 21))):  # fmt: skip
            later = timedelta(days=number % 3)
            found.append((date(*first) + later, date(*last) + later))
    return found


def breaks(number: int) -> list[tuple[date, date]]:
    weeks = [date(2026, 10, 26), date(2027, 2, 15), date(2027, 5, 31), date(2027, 10, 25)]
    inset = date(2027, 11, 26) + timedelta(days=number % 3)
    return [(one, one + timedelta(days=4)) for one in weeks] + [(inset, inset)]


def make_place(number: int) -> Place:
    letters = chr(65 + number // 26) + chr(65 + number % 26)
    school = make_school(f"School {number}", f"school-{number}", f"Z{letters}")
    terms, closed = spans(number), breaks(number)
    with scope(school=school):
        Term.objects.bulk_create(
            Term(school=school, academic_year=a.year - (a.month < 9), number=n % 3 + 1,
                 starts_on=a, ends_on=b) for n, (a, b) in enumerate(terms)
        )  # fmt: skip
        Closure.objects.bulk_create(
            Closure(school=school, kind="inset", label="Closed", starts_on=a, ends_on=b)
            for a, b in closed
        )
        owner = make_member(school, "Oona Owner", Role.STAFF)
        lead = make_member(school, "Lea Lead", Role.LEAD) if number % 10 != 9 else None
        head = make_member(school, "Hal Head", Role.HEAD)
        inside = {d for d in DAYS if any(a <= d <= b for a, b in terms) and d.weekday() < 5}
        open_on = {d for d in inside if not any(a <= d <= b for a, b in closed)}
        place = Place(school, open_on, owner, lead, head)
        place.policies = [make_dated(place, number, one) for one in range(10)]
    return place


def make_dated(place: Place, number: int, one: int) -> Dated:
    """A policy with an owner, none, or the lead; reviewed some days before or after its date."""
    first = FIRST + timedelta(days=(61 * one + 17 * number) % 400 + 20)
    dates = [(first, LONG_AGO.date(), first + timedelta(days=(7 * one + number) % 32 - 18))]
    while dates[-1][2] <= LAST:
        _on, _set, done = dates[-1]
        again = done + timedelta(days=365 if one % 2 else 730)
        dates.append((again, done, again + timedelta(days=(5 * one + number) % 20 - 15)))
    owner = [place.owner, None, place.lead][one % 3]
    policy = Policy.objects.create(
        school=place.school, code=f"policy-{one}", title=f"Policy {one}", number=f"P-{one}",
        body="governing_body", cycle="yearly", state=State.PUBLISHED, made_at=LONG_AGO,
        owner_id=owner.membership_id if owner else None,
        next_review_on=first, review_set_on=LONG_AGO.date(),
    )  # fmt: skip
    revise(policy, at=LONG_AGO)
    return Dated(place.school, policy, dates)


def run_days(places: list[Place], clock) -> None:
    """Each morning the looking for what is due and its jobs, then the reviews of that day."""
    known = {place.school.pk: place for place in places}
    for day in DAYS:
        clock.move_to(datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC))
        if day == LEAVES:
            gone = [one.owner.membership_id for one in places if one.loses]
            with scopes_disabled():
                Membership.objects.filter(pk__in=gone).update(left_on=day)
        if day not in DOWN:
            for place in places:
                with scope(school=place.school), calendars(place):
                    tasks.remind_of_reviews(place.school)
            work(known)
        for place in places:
            review_on(place, day)


@contextmanager
def calendars(place: Place):
    """The school's terms as they were read on the first day: they do not change in this test."""
    with reading.page():
        if place.calendar is None:
            place.calendar = schools.calendar_of(place.school)
        reading.once(("calendar", place.school.pk), lambda: place.calendar)
        yield


def work(known: dict[int, Place]) -> None:
    """Do the jobs that wait, and each a second time: a worker may be ended before it says so."""
    with scopes_disabled():
        waiting = Job.objects.filter(kind=tasks.REMIND_JOB, state="waiting")
        found = list(waiting.values_list("school", "payload__policy"))
        waiting.update(state="done")
    for number, (school, policy) in enumerate(found):
        with scope(school=known[school].school):
            by = Actor.for_system("reviews", school_id=school)
            assert reminding.remind(policy=policy, by=by) is not None
            if number % 10 == 0:
                assert reminding.remind(policy=policy, by=by) is None


def review_on(place: Place, day: date) -> None:
    for one in place.policies:
        for (_on, _set, done), following in zip(one.dates, one.dates[1:], strict=False):
            if done == day:
                with scope(school=place.school):
                    by = Actor.for_system("reviews", school_id=place.school.pk)
                    lifecycle.open_review(policy=one.policy, reason="It is time", by=by)
                    lifecycle.end_review(
                        policy=one.policy, reason="Right", next_review_on=following[0],
                        by=place.head,
                    )  # fmt: skip


def expected(place: Place) -> dict[tuple, tuple[date, set[str]]]:
    """By the rule in docs/policy-reviews.md, written out plainly: for each (policy, date, step) on
    which day and for whom."""
    found = {}
    for one in place.policies:
        for on, set_on, done in one.dates:
            for step in (-90, -30, -7, *range(1, 800, 7)):
                nominal = on + timedelta(days=step)
                if nominal > min(done, LAST):
                    break
                if nominal <= set_on:
                    continue
                day = nominal
                while day <= LAST and (day not in place.open_on or day in DOWN):
                    day += timedelta(days=1)
                if day <= min(done, LAST):
                    names = {f"member:{a.membership_id}" for a in for_whom(place, one, step, day)}
                    found[one.policy.code, on, step] = day, names
    return found


def for_whom(place: Place, one: Dated, step: int, day: date) -> list[Actor]:
    actors = (place.owner, place.lead)
    owner = next((a for a in actors if a and a.membership_id == one.policy.owner_id), None)
    owner, lead = (who if place.is_there(who, day) else None for who in (owner, place.lead))
    wanted = [owner] if step == -90 else [owner, lead]
    if step > -30:
        wanted.append(place.head)
    return [who for who in wanted if who] or [lead or place.head]


def sent(place: Place) -> dict[tuple, tuple[date, set[str]]]:
    with scope(school=place.school):
        rows = list(ReviewReminder.objects.select_related("policy"))
    by_step = {
        (r.policy.code, r.review_on, r.step): (timezone.localdate(r.made_at), set(r.told))
        for r in rows
    }
    assert len(by_step) == len(rows)
    return by_step


def mails(place: Place) -> Counter:
    with scope(school=place.school):
        rows = Notice.objects.filter(kind__startswith="review.")
        found = rows.values_list("object", "created_at", "member")
        return Counter((ref, timezone.localdate(at), f"member:{who}") for ref, at, who in found)


def expected_mails(plan: dict[tuple, tuple[date, set[str]]]) -> set[tuple]:
    """One mail for each person about each date on each day, however many steps went that day."""
    return {
        (f"policy:{code}:{on.isoformat()}", day, who)
        for (code, on, _step), (day, names) in plan.items()
        for who in names
    }


@pytest.mark.django_db
def test_exactly_the_right_days_for_the_right_people_none_twice():
    with time_machine.travel(LONG_AGO, tick=False) as clock:
        places = [make_place(number) for number in range(30)]
        run_days(places, clock)
    steps, waited = 0, 0
    for place in places:
        plan = expected(place)
        assert sent(place) == plan
        got = mails(place)
        assert set(got) == expected_mails(plan)
        assert set(got.values()) <= {1}
        steps += len(plan)
        waited += sum(1 for (_c, on, n), (day, _w) in plan.items() if on + timedelta(n) in DOWN)
    assert sum(len(place.policies) for place in places) == 300
    assert steps > 800
    assert waited > 0  # the ten days without a worker were no empty ones
