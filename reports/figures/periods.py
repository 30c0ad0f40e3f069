"""Which days a report's figures count: terms, each until the next begins, and whole school years.

An incident belongs to the term in which it happened, not to the one in which it was reported;
the holiday after a term counts to that term, as `schools.queries.term_on` has it.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from esafety.schools import queries as schools
from esafety.schools.calendar import school_year
from esafety.schools.models import Term
from reports.models import code_of

TERMS_SHOWN = 3
TREND_TERMS = 6
TERM, YEAR = "term", "year"


@dataclass(frozen=True)
class Period:
    """One column of a report. `until` is the first day that no longer counts; None: no end yet.
    A school year has its `terms`, oldest first; a term has none."""

    code: str
    label: str
    first: date
    until: date | None
    terms: tuple["Period", ...] = ()

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)


def periods_for(term: Term, terms: list[Term] | None = None, span: str = TERM) -> list[Period]:
    """The term and up to two before it or, with the span "year", its school year and up to two
    before; the newest first. `terms`: all, if already read."""
    found = _terms(terms)
    if span == TERM:
        return _up_to(term, found)[-TERMS_SHOWN:][::-1]
    years: dict[int, list[Period]] = {}
    for each, period in zip(found, _periods(found), strict=True):
        if each.academic_year <= term.academic_year:
            years.setdefault(each.academic_year, []).append(period)
    return [_year(year, years[year]) for year in sorted(years, reverse=True)[:TERMS_SHOWN]]


def trend_for(term: Term, terms: list[Term] | None = None) -> list[Period]:
    """The term and up to five before it, the newest first."""
    return _up_to(term, _terms(terms))[-TREND_TERMS:][::-1]


def counted_for(term: Term, terms: list[Term] | None = None, span: str = TERM) -> Period:
    """All days on which a case can touch a report of the term: its columns, the six terms, and
    from the beginning of the school year of the oldest, where a repeat is told from a first."""
    found = _terms(terms)
    shown = [*periods_for(term, found, span), *trend_for(term, found)]
    first = min(period.first for period in shown)
    return Period("", "", min(first, year_begins(first)), periods_for(term, found, span)[0].until)


def reached(terms: list[Term]) -> dict[str, Period]:
    """By code, all days on which a case can touch the column of a term or of a school year."""
    found = _periods(terms)
    years: dict[int, list[Period]] = {}
    for term, period in zip(terms, found, strict=True):
        years.setdefault(term.academic_year, []).append(period)
    whole = [*found, *(_year(year, each) for year, each in years.items())]
    return {p.code: Period("", "", min(p.first, year_begins(p.first)), p.until) for p in whole}


def year_begins(day: date) -> date:
    """The first day of the school year that holds the day."""
    return date(school_year(day), 9, 1)


def _terms(terms: list[Term] | None) -> list[Term]:
    return list(schools.terms()) if terms is None else terms


def _up_to(term: Term, terms: list[Term]) -> list[Period]:
    return _periods(terms)[: terms.index(term) + 1]


def _periods(terms: list[Term]) -> list[Period]:
    ends = [*(later.starts_on for later in terms[1:]), None]
    return [
        Period(code_of(t), str(t), t.starts_on, end) for t, end in zip(terms, ends, strict=True)
    ]


def _year(year: int, terms: list[Period]) -> Period:
    label = _("School year %(year)s") % {"year": f"{year}/{(year + 1) % 100:02}"}
    return Period(f"{year}-{YEAR}", label, terms[0].first, terms[-1].until, tuple(terms))
