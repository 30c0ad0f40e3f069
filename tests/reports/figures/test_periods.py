"""Which days a term counts."""

from datetime import date

from esafety.schools.models import Term
from reports.figures.periods import periods_for
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
