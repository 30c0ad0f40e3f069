"""The dates a new school starts with."""

import pytest

from esafety.schools import usual_year


@pytest.mark.parametrize("year", range(2020, 2045))
def test_every_usual_year_is_three_terms_each_with_its_half_term(year):
    terms, breaks = usual_year.terms_of(year), usual_year.half_terms_of(year)

    assert [number for number, _first, _last in terms] == [1, 2, 3]
    for (_number, first, last), (away, back) in zip(terms, breaks, strict=True):
        assert first < away < back < last
        assert first.weekday() < 5
        assert last.weekday() == 4
        assert (away.weekday(), back.weekday()) == (0, 4)
    assert terms[0][2] < terms[1][1]
    assert terms[1][2] < terms[2][1]
