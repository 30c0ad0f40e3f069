"""A school's own time: school days, school hours, half-terms."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from esafety.schools import queries
from esafety.schools.calendar import SchoolCalendar, Span, school_year
from esafety.schools.models import Closure

LONDON = ZoneInfo("Europe/London")
AUTUMN = Span(date(2026, 9, 2), date(2026, 12, 18), "Autumn 2026/27")
SPRING = Span(date(2027, 1, 4), date(2027, 3, 25), "Spring 2026/27")
SUMMER = Span(date(2027, 4, 12), date(2027, 7, 21), "Summer 2026/27")
HALF_TERM = Span(date(2026, 10, 26), date(2026, 10, 30), "Half-term")
INSET = Span(date(2026, 11, 27), date(2026, 11, 27), "Inset")
MAY_DAY = Span(date(2027, 5, 3), date(2027, 5, 3), "May Day")


def a_calendar(terms=(AUTUMN, SPRING, SUMMER), closures=(HALF_TERM, INSET, MAY_DAY)):
    return SchoolCalendar(
        zone=LONDON,
        day_starts=time(8, 30),
        day_ends=time(15, 30),
        terms=terms,
        closures=closures,
        half_term_breaks=(HALF_TERM,),
    )


def at(*parts):
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2026, 9, 1), False),  # the day before the first
        (date(2026, 9, 2), True),  # the first day
        (date(2026, 12, 18), True),  # the last day
        (date(2026, 12, 21), False),  # Christmas holidays
        (date(2027, 1, 4), True),
        (date(2026, 9, 5), False),  # a Saturday
        (date(2026, 9, 6), False),  # a Sunday
        (date(2026, 10, 23), True),  # the Friday before half-term
        (date(2026, 10, 26), False),  # the first day of half-term
        (date(2026, 10, 30), False),  # its last day
        (date(2026, 11, 2), True),  # the Monday after
        (date(2026, 11, 27), False),  # an inset day
        (date(2027, 5, 3), False),  # a bank holiday
        (date(2027, 8, 2), False),  # summer holidays of a year that is entered
        (date(2027, 9, 6), True),  # a year nobody has entered: weekdays count
        (date(2027, 9, 4), False),  # but not its Saturdays
    ],
)
def test_a_school_day(day, open_):
    assert a_calendar().is_school_day(day) is open_


def test_hours_within_one_day():
    assert a_calendar().add_hours(at(2026, 9, 3, 9, 0), 4) == at(2026, 9, 3, 13, 0)


def test_hours_end_with_the_day_they_fill():
    assert a_calendar().add_hours(at(2026, 9, 3, 11, 30), 4) == at(2026, 9, 3, 15, 30)


def test_hours_run_on_over_a_weekend():
    assert a_calendar().add_hours(at(2026, 9, 4, 14, 30), 4) == at(2026, 9, 7, 11, 30)


def test_hours_that_begin_before_the_day_begin_with_it():
    assert a_calendar().add_hours(at(2026, 9, 3, 6, 0), 4) == at(2026, 9, 3, 12, 30)


def test_hours_that_begin_in_the_evening_begin_the_next_day():
    assert a_calendar().add_hours(at(2026, 9, 3, 21, 0), 1) == at(2026, 9, 4, 9, 30)


def test_hours_leap_over_half_term_and_the_end_of_summer_time():
    # Friday 23 October is summer time; Monday 2 November is not.
    due = a_calendar().add_hours(at(2026, 10, 23, 13, 30), 4)

    assert due == at(2026, 11, 2, 10, 30)
    assert due.astimezone(UTC) == datetime(2026, 11, 2, 10, 30, tzinfo=UTC)


def test_hours_over_the_beginning_of_summer_time():
    spring = Span(date(2026, 1, 5), date(2026, 4, 2))
    due = a_calendar(terms=(spring,), closures=()).add_hours(at(2026, 3, 27, 14, 30), 4)

    assert due == at(2026, 3, 30, 11, 30)
    assert due.astimezone(UTC) == datetime(2026, 3, 30, 10, 30, tzinfo=UTC)


def test_hours_over_the_end_of_summer_time_without_a_holiday():
    autumn = Span(date(2026, 9, 1), date(2026, 12, 18))
    due = a_calendar(terms=(autumn,), closures=()).add_hours(at(2026, 10, 23, 14, 30), 4)

    assert due == at(2026, 10, 26, 11, 30)
    assert due.astimezone(UTC) == datetime(2026, 10, 26, 11, 30, tzinfo=UTC)


def test_hours_from_a_moment_in_utc_are_counted_on_the_schools_clock():
    due = a_calendar().add_hours(datetime(2026, 9, 3, 14, 0, tzinfo=UTC), 1)  # 15:00 in London

    assert due == at(2026, 9, 4, 9, 0)


def test_hours_over_the_summer_run_in_the_next_school_year():
    assert a_calendar().add_hours(at(2027, 7, 21, 14, 30), 2) == at(2027, 9, 1, 9, 30)


def test_no_hours_are_due_at_once_or_when_school_opens():
    assert a_calendar().add_hours(at(2026, 9, 3, 9, 0), 0) == at(2026, 9, 3, 9, 0)
    assert a_calendar().add_hours(at(2026, 9, 5, 9, 0), 0) == at(2026, 9, 7, 8, 30)


def test_a_school_without_terms_counts_every_weekday():
    bare = a_calendar(terms=(), closures=())

    assert bare.is_school_day(date(2026, 8, 12))
    assert not bare.is_school_day(date(2026, 8, 15))
    assert bare.add_hours(at(2026, 8, 14, 14, 30), 2) == at(2026, 8, 17, 9, 30)


def test_a_school_that_never_opens_still_has_clocks():
    closed = a_calendar(terms=(), closures=(Span(date(2000, 1, 1), date(2100, 1, 1)),))

    assert closed.add_hours(at(2026, 9, 3, 9, 0), 4) == at(2026, 9, 3, 13, 0)
    assert closed.add_days(at(2026, 9, 3, 9, 0), 2) == at(2026, 9, 5, 9, 0)


def test_days_end_with_the_school_day():
    assert a_calendar().add_days(at(2026, 9, 3, 9, 0), 1) == at(2026, 9, 4, 15, 30)
    assert a_calendar().add_days(at(2026, 9, 4, 9, 0), 1) == at(2026, 9, 7, 15, 30)
    assert a_calendar().add_days(at(2026, 10, 23, 16, 0), 2) == at(2026, 11, 3, 15, 30)


def test_no_days_end_with_the_same_school_day():
    assert a_calendar().add_days(at(2026, 9, 3, 9, 0), 0) == at(2026, 9, 3, 15, 30)


def test_days_between_count_the_last_and_not_the_first():
    count = a_calendar().days_between

    assert count(date(2026, 9, 3), date(2026, 9, 4)) == 1
    assert count(date(2026, 9, 4), date(2026, 9, 7)) == 1
    assert count(date(2026, 10, 23), date(2026, 11, 2)) == 1
    assert count(date(2026, 9, 4), date(2026, 9, 4)) == 0
    assert count(date(2026, 9, 7), date(2026, 9, 4)) == 0


def test_a_term_has_two_halves():
    first, second = a_calendar().half_terms(AUTUMN)

    assert (first.first, first.last) == (date(2026, 9, 2), date(2026, 10, 25))
    assert (second.first, second.last) == (date(2026, 10, 31), date(2026, 12, 18))


def test_a_term_without_half_term_is_one():
    assert a_calendar().half_terms(SPRING) == (SPRING,)


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 7, 1), 2026)],
)
def test_a_school_year_begins_in_september(day, year):
    assert school_year(day) == year


def test_the_calendar_of_a_school_is_built_from_its_rows(oakfield):
    Closure.objects.create(
        school=oakfield, kind="inset", starts_on=date(2026, 9, 2), ends_on=date(2026, 9, 2)
    )

    calendar = queries.calendar_of(oakfield)

    assert not calendar.is_school_day(date(2026, 9, 2))
    assert not calendar.is_school_day(date(2026, 10, 26))
    assert len(calendar.half_terms(calendar.terms[0])) == 2
    assert len(calendar.half_term_breaks) == 3
