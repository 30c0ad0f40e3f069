"""The days that a report can be asked for: half-terms and school years of the school's calendar."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from esafety.schools import queries as schools
from esafety.schools.calendar import Span, school_year
from esafety.schools.models import School


@dataclass(frozen=True)
class Choice:
    """A span of days on offer: `code` for a form, `label` for people."""

    code: str
    label: str
    first: date
    last: date


def half_terms(school: School) -> list[Choice]:
    """The half-terms that have begun, the newest first."""
    calendar, today = schools.calendar_of(school), schools.local_today(school)
    found = []
    for term in schools.terms():
        halves = calendar.half_terms(Span(term.starts_on, term.ends_on, str(term)))
        names = (_("first half"), _("second half")) if len(halves) > 1 else (_("whole term"),)
        for number, (half, name) in enumerate(zip(halves, names, strict=True), start=1):
            code = f"{term.academic_year}-{term.number}-{number}"
            found.append(Choice(code, f"{term}, {name}", half.first, half.last))
    return [one for one in found if one.first <= today][::-1]


def years(school: School, *, most: int = 6) -> list[Choice]:
    """The school years (1 September to 31 August) that have begun, this one first."""
    now = school_year(schools.local_today(school))
    return [
        Choice(str(year), f"{year}/{(year + 1) % 100:02}", date(year, 9, 1), date(year + 1, 8, 31))
        for year in range(now, now - most, -1)
    ]


def words(first: date, last: date) -> str:
    """A span of days in words."""
    days = {"first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")}
    return _("%(first)s to %(last)s") % days
