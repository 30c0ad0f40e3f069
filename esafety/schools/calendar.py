"""A school's own time: terms, half-terms, school days and school hours. No queries here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_HORIZON = timedelta(days=800)


@dataclass(frozen=True)
class Span:
    """Days from first to last, both included."""

    first: date
    last: date
    label: str = ""

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class SchoolCalendar:
    """Terms and closures of one school, its time zone and the hours of its day."""

    zone: ZoneInfo
    day_starts: time
    day_ends: time
    terms: tuple[Span, ...]
    closures: tuple[Span, ...]
    half_term_breaks: tuple[Span, ...] = ()

    def is_school_day(self, day: date) -> bool:
        """A weekday inside a term that is no holiday and no inset day.

        A school that has set no terms near the day counts every weekday, so that its clocks run.
        """
        if day.weekday() >= 5 or any(span.holds(day) for span in self.closures):
            return False
        return any(term.holds(day) for term in self.terms) or not self._knows(day)

    def add_hours(self, start: datetime, hours: float) -> datetime:
        """The moment after so many school hours, counted only while the school is open."""
        left = timedelta(hours=hours)
        for opens, closes in self._sessions(start):
            begins = max(opens, start)
            if begins + left <= closes:
                return begins + left
            left -= max(closes - begins, timedelta(0))
        return start + timedelta(hours=hours)

    def add_days(self, start: datetime, days: int) -> datetime:
        """The end of the school day that lies so many school days after the start's day."""
        local = start.astimezone(self.zone).date()
        seen = 0
        for opens, closes in self._sessions(start):
            if opens.astimezone(self.zone).date() > local:
                seen += 1
            if seen == days:
                return closes
        return start + timedelta(days=days)

    def days_between(self, start: date, end: date) -> int:
        """How many school days lie after the start and up to the end (0 when it is not later)."""
        return sum(self.is_school_day(day) for day in _days(start + timedelta(days=1), end))

    def half_terms(self, term: Span) -> tuple[Span, ...]:
        """The term cut at its half-term holiday: two halves, or the whole where none is set."""
        for gap in self.half_term_breaks:
            if term.holds(gap.first) and term.holds(gap.last):
                first = Span(term.first, gap.first - timedelta(days=1), term.label)
                return first, Span(gap.last + timedelta(days=1), term.last, term.label)
        return (term,)

    def _knows(self, day: date) -> bool:
        """Whether the school has set terms for the school year that holds the day."""
        return any(school_year(t.first) == school_year(day) for t in self.terms)

    def _sessions(self, start: datetime) -> Iterable[tuple[datetime, datetime]]:
        day = start.astimezone(self.zone).date()
        for each in _days(day, day + _HORIZON):
            if self.is_school_day(each):
                opens = datetime.combine(each, self.day_starts, self.zone)
                closes = datetime.combine(each, self.day_ends, self.zone)
                if closes > start:
                    yield opens, closes


def school_year(day: date) -> int:
    """The calendar year in which the day's school year began (1 September to 31 August)."""
    return day.year if day.month >= 9 else day.year - 1


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
