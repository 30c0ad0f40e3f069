"""Which days a term counts."""

from datetime import date

from esafety.schools.models import Term
from reports.figures.periods import counted_for, periods_for, trend_for
from tests.factories.schools import make_terms


def term_of(year, number):
    return Term.objects.get(academic_year=year, number=number)


def test_the_term_and_two_before_it_the_term_first(oakfield):
    make_terms(oakfield, 2025)

    found = periods_for(term_of(2026, 1))

    assert [p.code for p in found] == ["2026-1", "2025-3", "2025-2"]


def test_a_first_term_stands_alone(oakfield):
    assert [p.code for p in periods_for(term_of(2026, 1))] == ["2026-1"]


def test_the_holiday_after_a_term_counts_to_it(oakfield):
    autumn = periods_for(term_of(2026, 1))[0]

    assert autumn.holds(date(2026, 9, 2))
    assert autumn.holds(date(2027, 1, 3))
    assert not autumn.holds(date(2027, 1, 4))
    assert not autumn.holds(date(2026, 9, 1))


def test_the_last_term_has_no_end_yet(oakfield):
    assert periods_for(term_of(2026, 3))[0].holds(date(2027, 12, 31))


def test_a_year_has_its_terms_and_up_to_two_years_before_it(oakfield):
    for year in (2022, 2023, 2024, 2025):
        make_terms(oakfield, year)

    found = periods_for(term_of(2026, 3), span="year")

    assert [p.code for p in found] == ["2026-year", "2025-year", "2024-year"]
    assert [t.code for t in found[0].terms] == ["2026-1", "2026-2", "2026-3"]
    assert (found[1].first, found[1].until) == (found[1].terms[0].first, found[0].first)
    assert found[0].label == "School year 2026/27"
    assert found[0].until is None


def test_a_year_that_goes_on_has_all_its_terms(oakfield):
    """Its last term is what the report names; one named earlier counts the whole year."""
    assert len(periods_for(term_of(2026, 1), span="year")[0].terms) == 3


def test_the_trend_has_six_terms_at_most(oakfield):
    for year in (2024, 2025):
        make_terms(oakfield, year)

    found = trend_for(term_of(2026, 3))

    assert [p.code for p in found] == ["2026-3", "2026-2", "2026-1", "2025-3", "2025-2", "2025-1"]
    assert len(trend_for(term_of(2024, 2))) == 2


def test_all_days_that_touch_a_report_begin_with_the_school_year_of_the_oldest_term(oakfield):
    make_terms(oakfield, 2025)

    found = counted_for(term_of(2026, 1))

    assert (found.first, found.until) == (date(2025, 9, 1), date(2027, 1, 4))
    assert counted_for(term_of(2025, 1), span="year").until == date(2026, 9, 2)
