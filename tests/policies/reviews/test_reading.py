"""Read and understood: who is asked, the evidence, reminders, new starters, coverage."""

import uuid
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.notices import kinds
from esafety.schools.models import Membership
from esafety.signatures.models import Signature
from policies.documents import hooks
from policies.guidance.services import keeping
from policies.reviews import followers, readings, tasks
from policies.reviews.models import Acknowledgement
from policies.reviews.queries import reading as queries
from policies.reviews.services import reading
from tests.factories.schools import make_member
from tests.policies.guidance.kept import add, audit_that_fails
from tests.policies.reviews.given import (
    TODAY,
    acknowledge,
    held,
    make_policy,
    member,
    revise,
    told,
    work,
)

DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(TODAY, tick=False) as moved:
        yield moved


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (31, None),
        (0, 0),
        (6, 0),
        (7, 7),
        (14, 14),
        (27, 14),
        (28, 28),
        (55, 28),
        (56, 56),
        (90, 84),
    ],
)
def test_when_readers_are_told(today, step):
    since = date(2027, 3, 1)
    now = date(2027, 2, 28) if step is None else date.fromordinal(since.toordinal() + today)
    assert readings.step_due(since, date(2020, 1, 1), now) == step


def test_for_who_joins_later_the_days_count_from_joining():
    assert readings.step_due(date(2026, 1, 1), date(2026, 11, 2), date(2026, 11, 9)) == 7


def test_what_is_read_is_the_newest_of_each_and_parts_of_guidance(oakfield, lena, tom):
    policy = make_policy(oakfield, acknowledged=True, revised=2)
    make_policy(oakfield, "other")
    make_policy(oakfield, "draft", acknowledged=True, revised=0, state="draft")
    add(lena, part_to_read="Part one", address="gov.uk")
    add(lena, title="Bare", part_to_read="All", in_force_on=None)

    items = queries.items(DAY)
    assert [one.ref for one in items] == [
        "policy:phones:2", "guidance:bare:1", "guidance:safe-words:1",
    ]  # fmt: skip
    assert "Part one" in items[2].body
    assert "In force from" not in items[1].body
    assert [one.ref for one in queries.to_read(tom, DAY)] == [one.ref for one in items]
    pip = make_member(oakfield, "Pip Pear", Role.PUPIL, kind="pupil")
    assert queries.to_read(pip, DAY) == []
    assert queries.to_read(Actor.for_system("reading", school_id=1), DAY) == []
    assert policy.revisions.count() == 2


def test_a_signature_stands_behind_it(oakfield, tom):
    make_policy(oakfield, acknowledged=True)
    made = acknowledge(tom)

    signature = Signature.objects.get()
    assert (signature.text.document, signature.text.version) == ("policy:phones", 1)
    assert signature.text.body == "## Rule\n\nBe kind.\n"
    assert signature.member_id == tom.membership_id
    assert signature.signer.membership_id == tom.membership_id
    assert queries.to_read(tom, DAY) == []
    assert [str(row) for row in queries.mine(tom)] == [str(made)]
    assert acknowledge(tom) == made


def test_by_second_factor_and_without_an_entry_in_the_directory(oakfield, tom):
    make_policy(oakfield, acknowledged=True)
    member(tom).person.delete()
    acknowledge(tom, second_factor=True)
    assert (Signature.objects.get().means, Signature.objects.get().signer) == (
        "second_factor",
        None,
    )


def test_a_new_revision_is_read_anew_and_the_old_one_cannot_be_signed(oakfield, tom):
    policy = make_policy(oakfield, acknowledged=True)
    old = queries.item_of(tom, "policy", "phones", DAY)
    acknowledge(tom)
    revise(policy)
    with pytest.raises(Refused, match="newer text"):
        reading.acknowledge(
            item=old, name="Tom", statement="s", second_factor=False, ip="", browser="",
            once_key=uuid.uuid4(), by=tom,
        )  # fmt: skip
    assert [one.ref for one in queries.to_read(tom, DAY)] == ["policy:phones:2"]
    policy.acknowledged = False
    policy.save(update_fields=["acknowledged"])
    with pytest.raises(Refused, match="newer text"):
        reading.acknowledge(
            item=old, name="Tom", statement="s", second_factor=False, ip="", browser="",
            once_key=uuid.uuid4(), by=tom,
        )  # fmt: skip


def test_a_corrected_entry_keeps_the_words_that_were_signed(oakfield, lena, tom):
    row = add(lena, part_to_read="Part one")
    acknowledge(tom, "safe-words", "guidance")
    keeping.change(guidance=row, title="New name", publisher="X", standing="local", by=lena,
                   part_to_read="Part one")  # fmt: skip
    acknowledge(lena, "safe-words", "guidance")

    assert set(Signature.objects.values_list("text__title", flat=True)) == {"Safe words, Part one"}
    assert queries.standing(queries.items(DAY)) == {
        (tom.membership_id, "guidance:safe-words:1"), (lena.membership_id, "guidance:safe-words:1"),
    }  # fmt: skip


def test_taken_back_it_is_to_be_read_again(oakfield, lena, tom):
    make_policy(oakfield, acknowledged=True)
    made = acknowledge(tom)
    with pytest.raises(Refused, match="somebody else"):
        reading.withdraw(acknowledgement=made, reason="r", by=lena)
    reading.withdraw(acknowledgement=made, reason="A mistake.", by=tom)

    assert len(queries.to_read(tom, DAY)) == 1
    assert acknowledge(tom) != made


@pytest.mark.parametrize("left", [False, True])
def test_only_members_who_acknowledge(oakfield, tom, left):
    make_policy(oakfield, acknowledged=True)
    item = queries.items(DAY)[0]
    by = tom if left else make_member(oakfield, "Pip Pear", Role.PUPIL, kind="pupil")
    if left:
        Membership.objects.update(left_on=date(2026, 11, 1))
    with pytest.raises(Refused, match=r"Only (staff|members)"):
        reading.acknowledge(
            item=item, name="x", statement="s", second_factor=False, ip="", browser="",
            once_key=uuid.uuid4(), by=by,
        )  # fmt: skip


def test_a_publication_asks_everybody_at_once(oakfield, lena, tom, gwen):
    policy = make_policy(oakfield, acknowledged=True)
    revision = policy.revisions.get()
    with transaction.atomic():
        hooks.published(policy=policy, revision=revision, by=lena)
        followers.ask_to_read(policy=make_policy(oakfield, "b"), revision=revision, by=lena)
    work()
    assert {who for who, *_more in told("reading")} == {"Lena Larch", "Tom Thorn", "Gwen Gorse"}
    assert kinds.kind_of("reading.asked").url(oakfield, "policy:phones").endswith("/to-read/")


def look(clock, school, moment):
    clock.move_to(moment)
    for _twice in range(2):
        tasks.ask_readers(school)
        work()


def test_reminders_on_school_days_until_it_is_read(oakfield, tom, clock):
    policy = make_policy(oakfield, acknowledged=True, revised=0)
    revise(policy, at=datetime(2026, 10, 17, 9, tzinfo=UTC))  # a Saturday
    for day in ("10-17 09:00", "10-19 06:00", "10-19 09:00", "10-23 09:00", "10-24 09:00",
                "10-30 09:00", "11-02 09:00", "11-03 09:00"):  # fmt: skip
        look(clock, oakfield, f"2026-{day}Z")
    # Told on Monday; reminded after two weeks, since the day after one was in the holiday.
    assert [kind for _who, kind, _what in told("reading")] == ["reading.asked", "reading.reminded"]
    acknowledge(tom)
    look(clock, oakfield, "2026-12-01 09:00Z")
    assert len(told("reading")) == 2


def test_a_new_starter_is_asked_on_joining(oakfield, tom, clock):
    make_policy(oakfield, acknowledged=True)
    acknowledge(tom)
    olga = make_member(oakfield, "Olga New", Role.STAFF)
    Membership.objects.filter(pk=olga.membership_id).update(joined_on=date(2026, 11, 9))
    look(clock, oakfield, "2026-11-06 09:00Z")
    assert told("reading") == []
    look(clock, oakfield, "2026-11-09 09:00Z")
    assert told("reading") == [("Olga New", "reading.asked", "policy:phones")]


def test_coverage_by_role_and_who_has_not(oakfield, lena, tom, gwen):
    make_policy(oakfield, acknowledged=True)
    acknowledge(tom)
    [one] = queries.coverage(DAY)

    assert (one.done, one.people, one.percent) == (1, 3, 33)
    assert [m.display_name for m in one.missing] == ["Gwen Gorse", "Lena Larch"]
    assert one.by_role == ((Role.STAFF, 1, 2), (Role.LEAD, 0, 1), (Role.GOVERNOR, 0, 1))


def test_coverage_of_nobody_is_everybody(oakfield):
    make_policy(oakfield, acknowledged=True)
    assert queries.coverage(DAY)[0].percent == 100


def test_as_many_queries_for_thirty_as_for_one(oakfield, lena):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert queries.coverage(DAY)
        return len(seen)

    make_policy(oakfield, acknowledged=True)
    one = asked()
    for number in range(29):
        make_policy(oakfield, f"policy-{number}", acknowledged=True)
    assert asked() == one


def acts(made, item, by):
    return {
        "acknowledge": lambda: acknowledge(by, "other"),
        "withdraw": lambda: reading.withdraw(acknowledgement=made, reason="r", by=by),
        "ask": lambda: reading.ask(item=item, members=[member(by)], by=by),
    }


@pytest.mark.parametrize("act", acts(None, None, None))
def test_a_failing_audit_write_saves_nothing(oakfield, tom, act, monkeypatch):
    make_policy(oakfield, acknowledged=True)
    make_policy(oakfield, "other", acknowledged=True)
    made = acknowledge(tom)
    [item] = queries.to_read(tom, DAY)
    with audit_that_fails(monkeypatch, what=held):
        acts(made, item, tom)[act]()


def test_an_acknowledgement_never_changes(oakfield, tom):
    make_policy(oakfield, acknowledged=True)
    acknowledge(tom)
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        Acknowledgement.objects.all().delete()
