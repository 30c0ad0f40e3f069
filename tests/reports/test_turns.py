"""When a report is begun and who is reminded: over two years of terms and holidays."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from esafety.schools.calendar import SchoolCalendar, Span
from reports import turns

TERMS = (
    Span(date(2026, 9, 2), date(2026, 12, 18)),
    Span(date(2027, 1, 4), date(2027, 3, 25)),
    Span(date(2027, 4, 12), date(2027, 7, 21)),
    Span(date(2027, 9, 2), date(2027, 12, 17)),
    Span(date(2028, 1, 4), date(2028, 3, 31)),
)
CALENDAR = SchoolCalendar(
    ZoneInfo("Europe/London"), time(8, 30), time(15, 30), TERMS,
    (Span(date(2027, 1, 4), date(2027, 1, 5), "Inset days"),),
)  # fmt: skip


def test_a_report_is_due_on_the_first_school_day_after_its_term():
    due = [turns.due_on(CALENDAR, term.last) for term in TERMS[:4]]

    assert due == [date(2027, 1, 6), date(2027, 4, 12), date(2027, 9, 2), date(2028, 1, 4)]


def test_a_school_without_days_to_come_has_none_due():
    class Closed(SchoolCalendar):
        def is_school_day(self, day):
            return False

    closed = Closed(CALENDAR.zone, time(8), time(15), (), ())
    assert turns.due_on(closed, date(2026, 12, 18)) is None
    assert not turns.is_time_to_begin(None, date(2026, 12, 18))
    assert turns.reminder(None, date(2026, 12, 18)) == 0


@pytest.mark.parametrize(
    ("days", "wanted"), [(-1, False), (0, True), (10, True), (28, True), (29, False)]
)
def test_a_report_is_begun_for_four_weeks(days, wanted):
    due = date(2027, 1, 6)

    assert turns.is_time_to_begin(due, due + timedelta(days=days)) is wanted


@pytest.mark.parametrize(
    ("days", "number"),
    [(-3, 0), (0, 0), (6, 0), (7, 1), (13, 1), (14, 2), (42, 6), (49, 6), (70, 6), (71, 0)],
)
def test_there_are_six_weekly_reminders(days, number):
    due = date(2027, 1, 6)

    assert turns.reminder(due, due + timedelta(days=days)) == number


@pytest.mark.parametrize(
    ("days", "step"), [(0, 0), (6, 0), (7, 7), (13, 7), (14, 14), (42, 14), (43, 0)]
)
def test_governors_are_reminded_after_a_week_and_after_two(days, step):
    out = date(2027, 1, 6)

    assert turns.reading_step(out, out + timedelta(days=days)) == step
