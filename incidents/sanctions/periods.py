"""From which day earlier misuse counts. Pure: the school's terms and a day in, a day out."""

from collections.abc import Sequence
from datetime import date

from esafety.schools.calendar import school_year
from esafety.schools.models import Term
from incidents.sanctions.choices import CountOver

YEAR_BEGINS = (9, 1)  # the month and the day


def counted_from(over: str, day: date, terms: Sequence[Term]) -> date | None:
    """The first day that counts for an incident of that day; None where all that is kept counts.

    A school that has set no term near the day counts from 1 September. "The last 12 months" begin
    on the same day a year before (28 February for 29 February).
    """
    if over == CountOver.EVER:
        return None
    if over == CountOver.TWELVE_MONTHS:
        return _a_year_before(day)
    if over == CountOver.TERM:
        return _term_began(day, terms) or _year_began(day, terms)
    return _year_began(day, terms)


def _year_began(day: date, terms: Sequence[Term]) -> date:
    """The school's year: a first term that begins in August belongs to the new one."""
    now = next((term for term in terms if term.starts_on <= day <= term.ends_on), None)
    year = now.academic_year if now else school_year(day)
    usual = date(year, *YEAR_BEGINS)
    first = min((term.starts_on for term in terms if term.academic_year == year), default=usual)
    return min(first, usual)


def _term_began(day: date, terms: Sequence[Term]) -> date | None:
    """The term that holds the day or, in a holiday, the one before it in the same school year."""
    begun = [t for t in terms if t.starts_on <= day]
    last = max(begun, key=lambda term: term.starts_on, default=None)
    if last is None or (last.ends_on < day and last.academic_year != school_year(day)):
        return None
    return last.starts_on


def _a_year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=max(day.year - 1, 1))
