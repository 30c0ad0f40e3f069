"""Which days a term's figures count: from its first day until the next term begins.

An incident belongs to the term in which it happened, not to the one in which it was reported;
the holiday after a term counts to that term, as `schools.queries.term_on` has it.
"""

from dataclasses import dataclass
from datetime import date

from esafety.schools import queries as schools
from esafety.schools.models import Term
from reports.models import code_of

TERMS_SHOWN = 3


@dataclass(frozen=True)
class Period:
    """One column of a report. `until` is the first day that no longer counts; None: no end yet."""

    code: str
    label: str
    first: date
    until: date | None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)


def periods_for(term: Term, terms: list[Term] | None = None) -> list[Period]:
    """The term and up to two before it, the term itself first. `terms`: all, if already read."""
    found = list(schools.terms()) if terms is None else terms
    place = found.index(term)
    ends = [*(later.starts_on for later in found[1:]), None]
    spans = [
        Period(code_of(t), str(t), t.starts_on, end) for t, end in zip(found, ends, strict=True)
    ]
    return spans[max(0, place + 1 - TERMS_SHOWN) : place + 1][::-1]
