"""Who is due, and on which days they are reminded."""

from datetime import date, timedelta

from policies.training.choices import Group, Kind
from policies.training.rules import Facts, Line, lines, step

TODAY = date(2026, 11, 3)
STAFF, GOVERNORS = frozenset({Group.STAFF}), frozenset({Group.GOVERNORS})
THIS_YEAR = frozenset({2026})


def what(groups, joined, last=(), needs=THIS_YEAR):
    facts = Facts(groups, joined, dict(last), needs)
    return {line.rule: line.on for line in lines(facts, TODAY)}


def test_who_has_just_joined_is_due_for_induction_and_says_what_they_need():
    joined = TODAY - timedelta(days=10)

    assert what(STAFF, joined, needs=frozenset()) == {
        "induction": joined + timedelta(days=30),
        "needs": joined + timedelta(days=30),
        "yearly": joined + timedelta(days=365),
    }


def test_an_induction_counts_as_the_first_years_training():
    joined = TODAY - timedelta(days=60)
    done = {Kind.INDUCTION: joined + timedelta(days=5)}

    assert what(STAFF, joined, done) == {"yearly": joined + timedelta(days=370)}


def test_who_joined_long_ago_needs_no_induction_but_this_years_training():
    assert what(STAFF, date(2020, 9, 1)) == {"yearly": date(2021, 9, 1)}
    assert what(STAFF, date(2020, 9, 1), {Kind.YEARLY: TODAY}) == {
        "yearly": TODAY + timedelta(days=365)
    }
    assert what(STAFF, date(2020, 9, 1), needs=frozenset({2025}))["needs"] == date(2026, 10, 31)


def test_governors_have_their_own():
    assert what(GOVERNORS, date(2026, 9, 1), needs=frozenset()) == {"governors": date(2026, 11, 30)}
    last = {Kind.GOVERNORS: date(2026, 1, 1), Kind.YEARLY: TODAY}
    assert what(GOVERNORS, date(2020, 9, 1), last) == {"governors": date(2028, 1, 1)}
    assert what(frozenset(), date(2026, 9, 1)) == {}


def test_one_reminder_for_each_step():
    line = Line(TODAY, "yearly")
    steps = [step(line, TODAY - timedelta(days=n)) for n in (31, 30, 8, 7, 0, -1, -7, -8, -14, -15)]

    assert steps == ["", "30", "30", "7", "7", "late0", "late1", "late1", "late2", "late2"]
    assert line.is_due(TODAY - timedelta(days=30))
    assert not line.is_due(TODAY - timedelta(days=31))
    assert line.is_overdue(TODAY + timedelta(days=1))
    assert line.label == "Yearly training"
