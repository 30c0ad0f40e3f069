"""The dates of all parts come together in one order."""

from datetime import date

import pytest

from policies import due
from policies.due import Due

FIRST, LAST = date(2026, 9, 1), date(2027, 8, 31)


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch):
    monkeypatch.setattr(due, "_SOURCES", {})


def one(on, kind="policy.review", ref="policy:a"):
    return Due(on=on, kind=kind, ref=ref, words="Words", url="/x/")


def test_dates_of_all_parts_in_order():
    late, early = one(date(2026, 11, 2)), one(date(2026, 9, 3), kind="training.due")
    due.register("policy.review", "Reviews", lambda _actor, _first, _last: [late])
    due.register("training.due", "Training", lambda _actor, _first, _last: [early])

    assert due.between(None, FIRST, LAST) == [early, late]
    assert due.labels() == {"policy.review": "Reviews", "training.due": "Training"}


def test_a_source_is_asked_for_the_actor_and_the_days():
    asked = []
    due.register("policy.review", "Reviews", lambda *given: asked.append(given) or [])

    assert due.between("actor", FIRST, LAST) == []
    assert asked == [("actor", FIRST, LAST)]


def test_a_kind_is_registered_once():
    due.register("policy.review", "Reviews", lambda *_given: [])

    with pytest.raises(ValueError, match="twice"):
        due.register("policy.review", "Reviews", lambda *_given: [])
