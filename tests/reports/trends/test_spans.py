"""Which terms are shown, and up to which day two of them are compared."""

from datetime import date

import pytest

from esafety.schools import queries as schools
from esafety.schools.models import Term
from reports.trends.spans import spans_of

pytestmark = pytest.mark.usefixtures("oakfield")


def spans(school, today, chosen=""):
    calendar = schools.calendar_of(school)
    return spans_of(list(schools.terms()), chosen, calendar, today)


def add_year(school, year):
    for number, first, last in [(1, (9, 1), (12, 18)), (2, (1, 5), (3, 27)), (3, (4, 13), (7, 20))]:
        of = year if number == 1 else year + 1
        Term.objects.create(
            school=school, academic_year=year, number=number,
            starts_on=date(of, *first), ends_on=date(of, *last),
        )  # fmt: skip


def test_before_the_first_term_there_is_nothing(oakfield):
    assert spans(oakfield, date(2020, 1, 1)) is None


def test_the_first_term_is_compared_with_nothing(oakfield):
    found = spans(oakfield, date(2026, 10, 1))

    assert [span.code for span in found.terms] == ["2026-1"]
    assert (found.until, found.days, found.compared, found.going_on) == ((), 0, (), True)


def test_six_terms_are_shown_the_chosen_one_last(oakfield):
    add_year(oakfield, 2024)
    add_year(oakfield, 2025)

    found = spans(oakfield, date(2026, 10, 1))
    assert [span.code for span in found.terms] == [
        "2024-2", "2024-3", "2025-1", "2025-2", "2025-3", "2026-1",
    ]  # fmt: skip
    assert [span.code for span in spans(oakfield, date(2026, 10, 1), "2024-2").terms] == [
        "2024-1", "2024-2",
    ]  # fmt: skip


def test_a_term_that_goes_on_is_compared_up_to_the_same_school_day(oakfield):
    add_year(oakfield, 2025)
    first = Term.objects.get(academic_year=2026, number=1).starts_on

    found = spans(oakfield, date(2026, 9, 30))
    calendar = schools.calendar_of(oakfield)
    earlier, now = found.until
    assert calendar.is_school_day(earlier)
    assert calendar.days_between(date(2026, 4, 12), earlier) == found.days
    assert calendar.days_between(date.fromordinal(first.toordinal() - 1), now) == found.days
    assert now <= date(2026, 9, 30)


def test_a_long_term_is_compared_up_to_the_days_of_the_shorter_one(oakfield):
    add_year(oakfield, 2025)

    found = spans(oakfield, date(2026, 8, 20), "2025-3")
    calendar = schools.calendar_of(oakfield)
    assert found.days == calendar.days_between(date(2026, 1, 4), date(2026, 3, 27))
    assert found.until[0] == date(2026, 3, 27)
    assert found.until[1] < date(2026, 7, 20)
    assert not found.going_on


def test_a_term_without_a_school_day_yet_is_not_compared(oakfield):
    add_year(oakfield, 2025)

    found = spans(oakfield, date(2026, 4, 13), "2025-3")
    assert found.days == 1

    Term.objects.filter(academic_year=2025, number=3).update(starts_on=date(2026, 4, 11))
    found = spans(oakfield, date(2026, 4, 12), "2025-3")
    assert (found.days, found.until) == (0, ())
