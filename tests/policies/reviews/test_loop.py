"""The loop from a call to who has read or signed again, and its counts."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from policies.reviews import loop, presenters
from policies.reviews.loop import Act, Part, Reached
from policies.reviews.queries import loop as queries
from policies.reviews.services import calling, reviewing
from tests.policies.reviews.given import (
    TODAY,
    acknowledge,
    make_policy,
    revise,
)
from tests.policies.reviews.test_reviewing import written

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(loop, "_SOURCES", [])
    monkeypatch.setattr(loop, "_AGREEMENTS", [])
    with time_machine.travel(TODAY, tick=False) as moved:
        yield moved


def words(policy, seen=frozenset()):
    lines = [presenters.line(one, set(seen)) for one in queries.rounds(policy)]
    return [[f"{s['title']}: {s['words']}" for s in line.stations] for line in lines]


def test_from_an_incident_to_everybody_in_one_line(oakfield, lena, tom, clock):
    loop.on_material_change(lambda policy, since: [Part("Signed again", 3, 4)])
    policy = make_policy(oakfield, acknowledged=True)
    calling.call_by_incident(policy=policy, incident="incident:OAK-1", by=lena)
    [now] = queries.rounds(policy)
    assert (now.is_open, now.parts) == (True, [])
    assert now.reached == {Act.READ: Reached(0, 0), Act.SIGNED: Reached(0, 0)}
    assert words(policy) == [[
        "Called: Something else, 2 November 2026",
        "Reviewed: No record of a review",
        "New revision: Not yet",
    ]]  # fmt: skip

    reviewing.finish(draft=written(policy, lena, outcome="revise"), by=lena)
    revise(policy, at=NOW)
    clock.move_to("2026-11-03 10:00Z")
    acknowledge(tom)
    assert words(policy, {"incident:OAK-1"}) == [[
        "Called: Incident OAK-1, 2 November 2026",
        "Reviewed: 2 November 2026. Revise.",
        "Revision 2: 2 November 2026. It matters to readers.",
        "Staff and governors have read it: 1 of 2",
        "Signed again: 3 of 4",
    ]]  # fmt: skip
    [line] = queries.rounds(policy)
    assert line.reached == {Act.READ: Reached(1, 2), Act.SIGNED: Reached(3, 4)}
    assert not line.is_open
    told = presenters.line(line, set(), counts=False)
    assert told.reached == []
    assert [one["words"] for one in told.stations[3:]] == ["Not all of them yet"] * 2
    assert presenters.line(line, set()).reached == [
        {"words": "50% have read it", "done": False},
        {"words": "75% have signed again", "done": False},
    ]


def test_without_a_change_and_by_nobody(oakfield, lena, clock):
    policy = make_policy(oakfield)
    reviewing.finish(draft=written(policy, lena), by=lena)
    revise(policy, at=NOW, material=False)
    assert words(policy) == [
        ["Called: By nobody: the text was changed", "Reviewed: No record of a review",
         "Revision 2: 2 November 2026. A small change."],
        ["Called: By nobody: the text was changed", "Reviewed: 2 November 2026. No change."],
    ] or words(policy)[0][2] == "Revision 2: 2 November 2026. A small change."  # fmt: skip
    assert presenters.line(queries.rounds(policy)[0], set()).reached == []


def test_a_review_that_ended_and_a_call_after_it(oakfield, lena, clock):
    policy = make_policy(oakfield)
    reviewing.finish(draft=written(policy, lena), by=lena)
    clock.move_to("2026-11-05 09:00Z")
    policy.refresh_from_db()
    calling.call(policy=policy, why="technology", words="Glasses.", by=lena)

    now, before = queries.rounds(policy)
    assert (now.is_open, before.is_open) == (True, False)
    assert [c.why for c in before.calls] == ["due"]


def test_a_first_revision_and_one_that_was_never_published(oakfield):
    assert queries.rounds(make_policy(oakfield)) == []
    assert queries.rounds(make_policy(oakfield, "draft", revised=0, state="draft")) == []


def test_counts_for_the_governors(oakfield, lena, tom, clock):
    loop.on_material_change(lambda policy, since: [Part("Signed again", 3, 4)])
    policy = make_policy(oakfield, acknowledged=True)
    calling.call_by_incident(policy=policy, incident="incident:OAK-1", by=lena)
    revise(policy, at=NOW)
    other = make_policy(oakfield, "other")
    revise(other, at=NOW, material=False)
    clock.move_to("2026-11-03 10:00Z")
    acknowledge(tom)

    found = queries.counts(date(2026, 11, 1), date(2026, 11, 30))
    assert found.called == {
        "due": 0, "incident": 1, "guidance": 0, "technology": 0, "other": 0,
    }  # fmt: skip
    assert (found.reviewed, found.changed, found.material) == (0, 2, 1)
    assert (found.read, found.read.percent) == (Reached(1, 2), 50)
    assert (found.signed, found.signed.percent) == (Reached(3, 4), 75)
    assert queries.counts(date(2026, 1, 1), date(2026, 1, 2)).read.percent is None


def test_apps_above_name_their_agreements(oakfield, lena):
    loop.agreements_named_by(lambda: {"staff": "Staff agreement"})
    assert loop.agreements() == {"staff": "Staff agreement"}
    policy = make_policy(oakfield)
    reviewing.link_agreements(policy=policy, agreements={"staff"}, by=lena)
    assert queries.agreements_of(policy) == {"staff"}
