"""Reminders of review dates in the database: who, when, once."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.audit.models import AuditEvent
from esafety.notices import kinds
from esafety.schools.models import Membership
from policies.documents.services import lifecycle
from policies.reviews import tasks
from policies.reviews.models import ReviewReminder
from policies.reviews.queries import reminding as queries
from policies.reviews.services import reminding
from tests.policies.guidance.kept import audit_that_fails
from tests.policies.reviews.given import TODAY, held, make_policy, member, told, work

ON = date(2027, 3, 10)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(TODAY, tick=False) as moved:
        yield moved


def system(school):
    return Actor.for_system("reviews", school_id=school.pk)


def names(kind="review"):
    return [(who, what) for who, what, _thing in told(kind)]


def look(clock, school, day, hour=9):
    clock.move_to(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))
    for _twice in range(2):
        tasks.remind_of_reviews(school)
        work()


def test_owner_then_lead_then_head_then_each_week(oakfield, lena, hari, tom, clock):
    make_policy(oakfield, owner=member(tom), next_review_on=ON)
    expected = {-90: ["Tom Thorn"], -30: ["Tom Thorn", "Lena Larch"]}
    everybody = ["Tom Thorn", "Lena Larch", "Hari Hazel"]
    for step in (-91, -90, -89, -30, -7, -6, 1, 2, 8, 15):
        before = len(told("review"))
        look(clock, oakfield, ON + timedelta(days=step), hour=10)
        new = [who for who, _what in names()[before:]]
        in_plan = step in (-90, -30, -7, 1, 8, 15)
        assert new == (expected.get(step, everybody) if in_plan else []), step

    assert {what for _who, what in names()} == {"review.soon", "review.overdue"}
    steps = ReviewReminder.objects.values_list("step", "mailed_as")
    assert sorted(steps) == [(s, s) for s in (-90, -30, -7, 1, 8, 15)]
    kind = kinds.kind_of("review.soon")
    assert kind.url(oakfield, "policy:phones:2027-03-10") == "/oakfield/policies/phones/reviews/"
    assert kind.called("policy:phones:2027-03-10") == "phones, to be reviewed by 10 March 2027"
    assert kind.called("policy:phones") == "phones"
    assert AuditEvent.objects.filter(type="review.reminded").count() == 6


def test_without_an_owner_the_lead_and_without_a_lead_the_head(oakfield, lena, hari, clock):
    make_policy(oakfield, next_review_on=ON)
    look(clock, oakfield, ON - timedelta(days=90))
    assert names() == [("Lena Larch", "review.soon")]

    Membership.objects.filter(pk=lena.membership_id).update(left_on=date(2027, 1, 1))
    make_policy(oakfield, "other", owner=member(lena), next_review_on=ON + timedelta(days=1))
    look(clock, oakfield, ON - timedelta(days=89))
    assert names()[1:] == [("Hari Hazel", "review.soon")]


def test_not_before_school_and_not_without_school(oakfield, lena, clock):
    make_policy(oakfield, next_review_on=date(2027, 1, 31))  # 90 days before is Monday 2 November
    look(clock, oakfield, date(2026, 11, 2), hour=7)
    assert names() == []
    make_policy(oakfield, "half", next_review_on=date(2027, 1, 24))  # ... is 26 October, half-term
    look(clock, oakfield, date(2026, 10, 26))
    assert names() == []
    look(clock, oakfield, date(2026, 11, 2))
    assert len(names()) == 2


def test_what_waited_ten_days_for_a_worker_goes_in_one_mail_that_says_the_date(
    oakfield, lena, hari, tom, clock, mailoutbox
):
    make_policy(oakfield, owner=member(tom), next_review_on=date(2027, 3, 1))
    make_policy(oakfield, "other", next_review_on=date(2027, 3, 3))
    look(clock, oakfield, date(2027, 1, 28))
    look(clock, oakfield, date(2027, 3, 11))

    rows = ReviewReminder.objects.order_by("review_on", "step")
    in_mail = [(-90, -90), (-30, 8), (-7, 8), (1, 8), (8, 8)]
    assert [(r.review_on.day, r.step, r.mailed_as) for r in rows] == [
        (day, *both) for day in (1, 3) for both in in_mail
    ]
    first = [len(r.told) for r in rows if r.review_on.day == 1]
    assert first == [1, 2, 3, 3, 3]
    late = [mail for mail in mailoutbox if "overdue" in mail.subject]
    assert len({mail.to[0] for mail in late}) == 3
    assert len(late) == 5  # three people about one, lead and head about the other: each once
    assert sum("phones, to be reviewed by 1 March 2027" in mail.body for mail in late) == 3


def test_a_date_that_moved_begins_anew(oakfield, lena, clock):
    policy = make_policy(oakfield, next_review_on=ON)
    look(clock, oakfield, ON - timedelta(days=90))
    policy.next_review_on = ON + timedelta(days=1)
    policy.save(update_fields=["next_review_on"])
    look(clock, oakfield, ON - timedelta(days=89))

    assert [r.review_on for r in ReviewReminder.objects.order_by("pk")] == [
        ON, ON + timedelta(days=1)
    ]  # fmt: skip


def test_days_before_the_last_review_never_were(oakfield, lena, clock):
    policy = make_policy(oakfield, next_review_on=ON)
    clock.move_to("2027-02-20 09:00Z")
    lifecycle.open_review(policy=policy, reason="r", by=lena)
    lifecycle.end_review(policy=policy, reason="w", next_review_on=ON, by=lena)
    look(clock, oakfield, date(2027, 2, 22))
    assert names() == []
    look(clock, oakfield, ON - timedelta(days=7))
    assert [r.step for r in ReviewReminder.objects.all()] == [-7]


@pytest.mark.parametrize("facts", [{"revised": 0, "state": "draft"}, {"next_review_on": None}])
def test_what_is_not_in_force_or_has_no_date_is_not_reminded_of(oakfield, lena, clock, facts):
    make_policy(oakfield, **{"next_review_on": ON, **facts})
    look(clock, oakfield, ON)
    assert names() == []


def test_a_job_that_comes_too_late_sends_nothing(oakfield, lena, clock):
    policy = make_policy(oakfield, next_review_on=date(2030, 1, 1))
    assert reminding.remind(policy=policy.pk, by=system(oakfield)) is None


def test_a_failing_audit_write_saves_nothing(oakfield, lena, clock, monkeypatch):
    policy = make_policy(oakfield, next_review_on=ON)
    clock.move_to("2027-03-03 09:00Z")
    with audit_that_fails(monkeypatch, what=held):
        reminding.remind(policy=policy.pk, by=system(oakfield))


def test_a_reminder_never_changes_and_is_there_once(oakfield, lena, clock):
    policy = make_policy(oakfield, next_review_on=ON)
    look(clock, oakfield, ON)
    row = ReviewReminder.objects.last()
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        ReviewReminder.objects.update(step=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewReminder.objects.create(
            school=oakfield, policy=policy, review_on=ON, step=row.step,
            made_at=timezone.now(),
        )  # fmt: skip
    assert str(row) == f"policy:phones:2027-03-10:{row.step}"


def test_as_many_queries_for_thirty_policies_as_for_one(oakfield, lena):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert queries.due(ON)
        return len(seen)

    make_policy(oakfield, next_review_on=ON)
    one = asked()
    for number in range(29):
        make_policy(oakfield, f"policy-{number}", next_review_on=ON)
    assert asked() == one
