"""The terms of the trends page, and up to which day two of them can be compared. No queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from esafety.schools.calendar import SchoolCalendar
from esafety.schools.models import Term
from reports.models import code_of

SHOWN = 6


@dataclass(frozen=True)
class Span:
    """One term with the holiday after it, as the log's filter has it; `last` None: no end yet."""

    code: str
    label: str
    first: date
    ends_on: date
    last: date | None

    @property
    def short(self) -> str:
        """Without the century, for the foot of a chart: Autumn 26/27."""
        return self.label.replace(" 20", " ")


@dataclass(frozen=True)
class Spans:
    """Up to six terms, oldest first; and the last two up to the same school day.

    `until` has the day up to which each of the last two is compared (the one before, the chosen
    one); it is empty where there is nothing to compare. `days`: how many school days that is.
    """

    terms: tuple[Span, ...]
    until: tuple[date, ...]
    days: int
    going_on: bool

    @property
    def compared(self) -> tuple[Span, ...]:
        return self.terms[-2:] if self.until else ()


def spans_of(
    terms: Sequence[Term], chosen: str, calendar: SchoolCalendar, today: date
) -> Spans | None:
    """The terms to show for a choice (a code, or "" for the newest); None where none has begun.

    Two terms are compared up to the same school day of each: the last one that both have had.
    So a term that goes on is never set against a whole one, nor a long term against a short one.
    """
    begun = [term for term in terms if term.starts_on <= today]
    place = next((n for n, term in enumerate(begun) if code_of(term) == chosen), len(begun) - 1)
    if place < 0:
        return None
    shown = [_span(begun, n, terms) for n in range(max(0, place + 1 - SHOWN), place + 1)]
    going_on = shown[-1].ends_on >= today
    if len(shown) < 2:
        return Spans(tuple(shown), (), 0, going_on)
    earlier, now = shown[-2:]
    days = min(
        _school_days(calendar, earlier, earlier.ends_on),
        _school_days(calendar, now, min(today, now.ends_on)),
    )
    until = tuple(_nth(calendar, span, days) for span in (earlier, now)) if days else ()
    return Spans(tuple(shown), until, days, going_on)


def _span(begun: Sequence[Term], place: int, terms: Sequence[Term]) -> Span:
    term = begun[place]
    after = terms[place + 1].starts_on - timedelta(days=1) if place + 1 < len(terms) else None
    return Span(code_of(term), str(term), term.starts_on, term.ends_on, after)


def _school_days(calendar: SchoolCalendar, span: Span, last: date) -> int:
    return calendar.days_between(span.first - timedelta(days=1), last)


def _nth(calendar: SchoolCalendar, span: Span, number: int) -> date:
    """The day on which the term has its school day of that number."""
    day, seen = span.first, 0
    while True:
        seen += calendar.is_school_day(day)
        if seen == number:
            return day
        day += timedelta(days=1)
