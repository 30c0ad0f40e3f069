"""What a rounded percentage and a median tell."""

from decimal import Decimal
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety.suppression import Cover
from esafety.suppression.rounding import percentage, percentage_of
from tests.reports.telling import cases_told, median_narrows, narrows, parts_told, wholes_told

DECIMALS = st.sampled_from([0, 1])
FEW, HIDDEN = Cover.FEW, Cover.HIDDEN
CELLS = st.one_of(st.integers(0, 60), st.sampled_from([FEW, HIDDEN]))


def test_a_percentage_is_rounded_half_up():
    assert [str(percentage(n, 8)) for n in (0, 1, 3, 8)] == ["0", "13", "38", "100"]
    assert str(percentage(1, 3, 1)) == "33.3"


def test_a_percentage_stands_beside_two_numbers_only():
    assert percentage_of(5, 20) == 25
    assert percentage_of(0, 20) == 0
    assert {percentage_of(FEW, 20), percentage_of(5, HIDDEN), percentage_of(0, 0)} == {None}
    assert {percentage_of(None, 20), percentage_of(5, None)} == {None}


@given(st.one_of(CELLS, st.none()), st.one_of(CELLS, st.none()), DECIMALS)
def test_what_stands_beside_two_cells_tells_no_more_than_they_do(part, whole, decimals):
    percent = percentage_of(part, whole, decimals)

    assert percent is None or not narrows(part, whole, percent, decimals)


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


def test_a_median_tells_whether_there_are_five():
    assert (cases_told(None), cases_told(2.5)) == ((0, 4), (5, inf))
    assert not median_narrows(FEW, None)
    assert not median_narrows(12, 2.5)
    assert median_narrows(HIDDEN, 2.5)
    assert median_narrows(HIDDEN, None)
    assert median_narrows(FEW, 2.5)
