"""What a rounded percentage and a median tell."""

from decimal import Decimal
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esafety.suppression import Cover, NotProven, Rule, suppress, total_of
from esafety.suppression.rounding import (
    cases_told,
    known_by,
    median_narrows,
    narrows,
    parts_told,
    percentage,
    percentage_of,
    wholes_told,
)
from tests.reports.solver import Published, extremes, recovered

DECIMALS = st.sampled_from([0, 1])
FEW, HIDDEN = Cover.FEW, Cover.HIDDEN


def test_a_percentage_is_rounded_half_up():
    assert [str(percentage(n, 8)) for n in (0, 1, 3, 8)] == ["0", "13", "38", "100"]
    assert str(percentage(1, 3, 1)) == "33.3"


def test_a_percentage_stands_beside_two_numbers_only():
    assert percentage_of(5, 20) == 25
    assert percentage_of(0, 20) == 0
    assert {percentage_of(FEW, 20), percentage_of(5, HIDDEN), percentage_of(0, 0)} == {None}
    assert {percentage_of(None, 20), percentage_of(5, None)} == {None}


@given(st.integers(1, 400), st.data(), DECIMALS)
def test_what_is_told_is_what_rounds_to_it(whole, data, decimals):
    part = data.draw(st.integers(0, whole))
    percent = percentage(part, whole, decimals)

    fit = [n for n in range(2 * whole + 1) if percentage(n, whole, decimals) == percent]
    assert parts_told(percent, whole, decimals) == (fit[0], fit[-1])
    least, most = wholes_told(percent, part, decimals)
    assert least <= whole <= most
    assert percentage(part, least, decimals) == percent
    assert least == 1 or percentage(part, least - 1, decimals) != percent
    if most != inf:
        assert percentage(part, int(most) + 1, decimals) != percent
        assert percentage(part, int(most), decimals) == percent


@given(st.integers(1, 60), st.data(), DECIMALS)
def test_the_rules_of_a_percentage_say_the_same(whole, data, decimals):
    part = data.draw(st.integers(0, whole))
    percent = percentage(part, whole, decimals)
    rules = known_by("part", "whole", percent, decimals)

    for other in range(whole + 1):
        keeps = not any(rule.miss({"part": other, "whole": whole}) for rule in rules)
        assert keeps == (percentage(other, whole, decimals) == percent)


@pytest.mark.parametrize(
    ("part", "whole", "percent", "tells"),
    [
        (5, 20, 25, False),  # both are printed
        (FEW, 20, 15, True),  # three of twenty
        (FEW, 1000, 0, False),  # 1 to 4 of a thousand all round to nought
        (HIDDEN, 20, 40, True),
        (0, HIDDEN, 0, False),
        (7, HIDDEN, 35, True),
        (7, HIDDEN, 0, True),
        (FEW, HIDDEN, 15, True),
    ],
)
def test_a_percentage_narrows_a_covered_cell(part, whole, percent, tells):
    assert narrows(part, whole, Decimal(percent)) is tells


@given(st.integers(1, 4), st.integers(5, 1500), DECIMALS)
def test_a_percentage_that_narrows_nothing_leaves_one_to_four(part, whole, decimals):
    percent = percentage(part, whole, decimals)

    if not narrows(FEW, whole, percent, decimals):
        assert {percentage(n, whole, decimals) for n in range(1, 5)} == {percent}


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5)), min_size=2, max_size=5), DECIMALS)
def test_numbers_are_covered_so_that_a_printed_percentage_does_not_tell_them(years, decimals):
    """Signed agreements by year, with the school's percentage printed: the solver finds nothing."""
    counts = {f"signed.{n}": signed for n, (signed, _open) in enumerate(years)}
    counts |= {f"open.{n}": left for n, (_signed, left) in enumerate(years)}
    for kind in ("signed", "open"):
        counts[kind] = sum(counts[f"{kind}.{n}"] for n in range(len(years)))
    counts["people"] = counts["signed"] + counts["open"]
    if not counts["people"]:
        return
    rules = [
        rule
        for kind in ("signed", "open")
        for rule in total_of(kind, [f"{kind}.{n}" for n in range(len(years))])
    ]
    rules += total_of("people", ["signed", "open"])
    percent = percentage(counts["signed"], counts["people"], decimals)
    rules += known_by("signed", "people", percent, decimals)
    try:
        cells = suppress(counts, rules)
    except NotProven:
        return  # the percentage says it all: it is not printed

    plain = {k: c.value if isinstance(c, Cover) else c for k, c in cells.items()}
    assert recovered([Published(plain, counts, rules)]) == []


def test_the_solver_reads_percentages():
    """The test above can fail: three of twenty is what 15 % says."""
    known = known_by("part", "whole", Decimal(15))
    one = Published({"part": "few", "whole": 20}, {"part": 3, "whole": 20}, known)

    assert extremes(one, "part") == (3, 3)
    assert recovered([one]) == [(0, "part")]
    assert isinstance(known[0], Rule)


def test_a_median_tells_whether_there_are_five():
    assert (cases_told(None), cases_told(2.5)) == ((0, 4), (5, inf))
    assert not median_narrows(FEW, None)
    assert not median_narrows(12, 2.5)
    assert median_narrows(HIDDEN, 2.5)
    assert median_narrows(HIDDEN, None)
    assert median_narrows(FEW, 2.5)
