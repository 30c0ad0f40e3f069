"""How often incidents called a review: made safe, and not to be worked out from what stands beside
it. The reader with a solver tries."""

from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from esafety.suppression import Rule, cover_small
from incidents import queries as incidents
from policies.reviews.choices import Why
from policies.reviews.models import Review, ReviewCall
from reports.figures import paper_cells, papers, report_data
from reports.figures.periods import Period
from reports.figures.tables import tables_of
from tests.factories.incidents import make_incident
from tests.policies.reviews.given import make_policy
from tests.reports.solver import Published, recovered

TERM = Period("2026-1", "Autumn 2026/27", date(2026, 9, 2), date(2027, 1, 4))
TODAY = date(2026, 11, 3)
KEY, HELD = "policy.called.incident", "policy.reviewed"
KEYS = [f"policy.called.{why.value}" for why in Why]
NO_REVIEW_WITHOUT_A_CALL = Rule((*((key, 1) for key in KEYS), (HELD, -1)), exact=False)


@pytest.fixture(autouse=True)
def _in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def call(policy, number, why="incident"):
    for _n in range(number):
        reference = f"incident:{make_incident(policy.school).reference}"
        ReviewCall.objects.create(
            school=policy.school, policy=policy, why=why, called_by_ref="system:tests",
            reference=reference if why == "incident" else "", called_at=timezone.now(),
        )  # fmt: skip


def hold(policy, by, number):
    for n in range(1, number + 1):
        Review.objects.create(
            school=policy.school, policy=policy, number=n, outcome="revise", revision_number=1,
            next_on=date(2027, 11, 1), begun_at=timezone.now(), done_at=timezone.now(),
            done_by_id=by.membership_id,
        )  # fmt: skip


def cells(school, actor, *, people=True):
    seen = incidents.visible_to(actor)
    return paper_cells.papers_of(school, TERM, TODAY, seen, people=people)


@pytest.mark.parametrize(("number", "printed"), [(0, 0), (1, "few"), (4, "few"), (5, 5), (9, 9)])
def test_few_are_not_told(oakfield, lena, number, printed):
    call(make_policy(oakfield), number)

    assert cells(oakfield, lena)[KEY] == printed


def test_what_nobody_is_in_is_printed_as_it_is(oakfield, lena):
    policy = make_policy(oakfield)
    call(policy, 2)
    call(policy, 1, why="technology")
    hold(policy, lena, 1)

    found = cells(oakfield, lena)

    assert (found["policy.called.technology"], found[HELD], found[KEY]) == (1, 1, "few")


def test_four_reviews_that_nothing_else_called_do_not_tell_of_four_incidents(oakfield, lena):
    """Beside "fewer than 5" they would: as many reviews as calls have to come from somewhere."""
    policy = make_policy(oakfield)
    call(policy, 4)
    hold(policy, lena, 4)

    found = cells(oakfield, lena)

    assert (found[HELD], found[KEY]) == (4, "hidden")


def test_reviews_that_were_called_before_the_term_tell_of_nothing(oakfield, lena):
    policy = make_policy(oakfield)
    call(policy, 1)
    hold(policy, lena, 3)

    assert papers.of(oakfield, TERM, TODAY, incidents.visible_to(lena)).rules == []
    assert (cells(oakfield, lena)[HELD], cells(oakfield, lena)[KEY]) == (3, "few")


def test_in_a_correction_all_of_them_stay_as_they_were_published(oakfield, lena):
    call(make_policy(oakfield), 2)

    assert not papers.CALLS & cells(oakfield, lena, people=False).keys()
    assert "policy.changed" in cells(oakfield, lena, people=False)


def test_the_report_says_fewer_than_five(oakfield, report, lena):
    call(make_policy(oakfield), 3)

    data = report_data.of(report)
    [table] = [t for t in tables_of(data) if t.key == "policy-calls"]

    assert {row.label: row.cells[0] for row in table.rows}["An incident"] == "fewer than 5"


def published(counts):
    """What is printed of these numbers, with the rules that the reader knows."""
    plain = {key: n for key, n in counts.items() if key != KEY}
    rule = NO_REVIEW_WITHOUT_A_CALL
    rules = [] if rule.miss(counts) else [rule]
    safe = paper_cells.safe({KEY: counts[KEY]}, rules, beside=plain)
    return Published({**plain, **safe}, counts, rules)


COUNTS = st.fixed_dictionaries({**dict.fromkeys(KEYS, st.integers(0, 6)), HELD: st.integers(0, 12)})


@settings(max_examples=60, deadline=None)
@given(st.lists(COUNTS, min_size=20, max_size=20))
def test_a_solver_recovers_nothing(schools):
    assert recovered([published(counts) for counts in schools]) == []


def test_with_small_numbers_covered_alone_it_does():
    """The test above can fail: four reviews, of which four were called by incidents."""
    counts = dict.fromkeys(KEYS, 0) | {KEY: 4, HELD: 4}
    plain = {key: n for key, n in counts.items() if key != KEY}
    few = {KEY: cover_small({KEY: 4})[KEY].value}

    found = recovered([Published({**plain, **few}, counts, [NO_REVIEW_WITHOUT_A_CALL])])

    assert found == [(0, KEY)]
