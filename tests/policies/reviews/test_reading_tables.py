"""The page on which a policy is read and signed shows its tables, as they are in force today."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from esafety.signatures.models import Signature
from policies import queries as rules
from policies.services import approving, drafting
from tests.policies.changes import reword, table
from tests.policies.reviews.given import TODAY, acknowledge, make_policy, revise

DAY = date(2026, 11, 2)
ALL = ("pupil-actions", "staff-actions", "levels-misuse", "user-actions",
       "communication-technologies")  # fmt: skip
NEW = "Looking at sites nobody may see"
IN_FORCE = "The tables on this page are those in force today."
CHANGED = "Changed since this revision was published:"


def text_with(*codes):
    named = "\n\n".join(f"## About {code}\n\nBefore.\n\n{{{{table:{code}@1}}}}" for code in codes)
    return f"{named}\n\nAfter.\n"


def with_tables(school, *codes):
    policy = make_policy(school, acknowledged=True, revised=0)
    revise(policy, text=text_with(*codes), tables=dict.fromkeys(codes, 1))
    return policy


def edit(lena, sima, starts_on=DAY):
    draft = reword(drafting.begin(table=table("pupil-actions"), by=lena), 2, NEW, by=lena)
    approving.propose(draft=draft, comment="Plainer.", starts_on=starts_on, by=lena)
    return approving.approve(draft=draft, revision=draft.revision, by=sima)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(TODAY, tick=False) as moved:
        yield moved


@pytest.fixture
def shown(client_of, tom):
    address = reverse("reviews:read", args=["oakfield", "policy", "phones"])
    return lambda: client_of(tom).get(address).text


def test_the_cells_of_a_table_before_and_after_an_edit(ruled, lena, sima, shown, clock):
    with_tables(ruled, "pupil-actions")
    old = rules.in_force("pupil-actions", DAY)
    first, before = old.records[1]["misuse"], shown()
    assert first in before
    assert IN_FORCE in before
    assert CHANGED not in before
    assert f"{old.table.title}, version 1" in before
    assert before.index("Before.") < before.index(first) < before.index("After.")
    for part in ("<caption", 'scope="col"', 'scope="row"', "app-table-wrap"):
        assert part in before

    edit(lena, sima, DAY + timedelta(days=3))
    assert shown().count(NEW) == 0
    clock.move_to("2026-11-05 09:00Z")
    after = shown()

    assert NEW in after
    assert first not in after
    assert f"{old.table.title}, version 2" in after
    assert f"{CHANGED} “{old.table.title}”." in after


def test_what_is_signed_is_the_text_of_the_revision_whatever_the_table_says(
    ruled, lena, sima, tom, shown
):
    with_tables(ruled, "pupil-actions")
    acknowledge(lena)
    edit(lena, sima)
    acknowledge(tom)

    [first, second] = Signature.objects.order_by("pk")
    assert first.text == second.text
    assert first.text.body == text_with("pupil-actions")
    assert NEW in shown()
    assert "You signed on" in shown()


def test_every_kind_of_table_is_shown(ruled, shown):
    codes = [code for code in ALL if rules.in_force(code, DAY)]
    assert len(codes) > 3
    with_tables(ruled, *codes)
    page = shown()
    for code in codes:
        version = rules.in_force(code, DAY)
        assert f"{version.table.title}, version 1" in page
    assert "{{table:" not in page


def test_of_another_school_nothing_is_shown(ruled, shown, brook):
    from django.db import transaction
    from django_scopes import scope

    from esafety.access.actor import Actor
    from policies.services import seeding

    with_tables(ruled, "pupil-actions")
    before = shown()
    with scope(school=brook), transaction.atomic():
        seeding.rule_tables(Actor.for_system("setup", school_id=brook.pk))
    [(code, version)] = rules.all_in_force(["pupil-actions", "none"], DAY).items()
    assert (code, version.table.school_id) == ("pupil-actions", ruled.pk)
    assert shown().count("<table") == before.count("<table")


def test_without_tables_nothing_is_said_of_them(oakfield, shown):
    make_policy(oakfield, acknowledged=True)
    page = shown()
    assert "Be kind." in page
    assert IN_FORCE not in page


def test_the_same_number_of_queries_for_one_table_and_for_all(ruled, shown):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            shown()
        return len(seen)

    policy = with_tables(ruled, "pupil-actions")
    asked()
    one = asked()
    codes = [code for code in ALL if rules.in_force(code, DAY)]
    revise(policy, text=text_with(*codes), tables=dict.fromkeys(codes, 1))
    assert asked() == one


def test_in_force_is_the_same_for_all_at_once_as_for_each(ruled, lena, sima):
    edit(lena, sima, DAY + timedelta(days=3))
    codes = [row.code for row in rules.tables()]
    for day in (date(2020, 1, 1), DAY, DAY + timedelta(days=3)):
        found = rules.all_in_force(codes, day)
        assert found == {code: rules.in_force(code, day) for code in codes}
