"""The usual dates of a school year in England, as a start: each school corrects them."""

from datetime import date, timedelta

MONDAY, FRIDAY = 0, 4


def terms_of(year: int) -> list[tuple[int, date, date]]:
    """Number, first and last day of the three terms of the school year that begins in `year`."""
    return [
        (1, _on_or_after(date(year, 9, 2), MONDAY, FRIDAY), _before(date(year, 12, 21), FRIDAY)),
        (2, _on_or_after(date(year + 1, 1, 4), MONDAY), _before(date(year + 1, 4, 1), FRIDAY)),
        (3, _on_or_after(date(year + 1, 4, 12), MONDAY), _before(date(year + 1, 7, 24), FRIDAY)),
    ]


def half_terms_of(year: int) -> list[tuple[date, date]]:
    """First and last day of the three half-term holidays of that school year."""
    mondays = [
        _before(date(year, 10, 31), MONDAY),
        _on_or_after(date(year + 1, 2, 13), MONDAY),
        _before(date(year + 1, 5, 31), MONDAY),
    ]
    return [(monday, monday + timedelta(days=4)) for monday in mondays]


def _on_or_after(day: date, first: int, last: int | None = None) -> date:
    """The day itself or the next whose weekday lies between the two (0 is Monday)."""
    while not first <= day.weekday() <= (first if last is None else last):
        day += timedelta(days=1)
    return day


def _before(day: date, weekday: int) -> date:
    """The last such weekday on or before the day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)
