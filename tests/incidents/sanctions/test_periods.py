"""From which day earlier misuse counts."""

from datetime import date

import pytest

from esafety.schools.models import Term
from incidents.sanctions import periods


def term(year, number, first, last):
    return Term(academic_year=year, number=number, starts_on=first, ends_on=last)


TERMS = [
    term(2025, 3, date(2026, 4, 13), date(2026, 7, 20)),
    term(2026, 1, date(2026, 8, 27), date(2026, 12, 18)),
    term(2026, 2, date(2027, 1, 4), date(2027, 3, 25)),
]


@pytest.mark.parametrize(
    ("over", "day", "since"),
    [
        ("academic_year", date(2026, 11, 2), date(2026, 8, 27)),
        ("academic_year", date(2026, 8, 28), date(2026, 8, 27)),
        ("academic_year", date(2026, 8, 20), date(2025, 9, 1)),
        ("academic_year", date(2030, 5, 1), date(2029, 9, 1)),
        ("term", date(2026, 11, 2), date(2026, 8, 27)),
        ("term", date(2026, 12, 28), date(2026, 8, 27)),
        ("term", date(2027, 1, 4), date(2027, 1, 4)),
        ("term", date(2030, 5, 1), date(2029, 9, 1)),
        ("term", date(2020, 5, 1), date(2019, 9, 1)),
        ("twelve_months", date(2026, 11, 2), date(2025, 11, 2)),
        ("twelve_months", date(2028, 2, 29), date(2027, 2, 28)),
        ("ever", date(2026, 11, 2), None),
    ],
)
def test_the_first_day_that_counts(over, day, since):
    assert periods.counted_from(over, day, TERMS) == since
