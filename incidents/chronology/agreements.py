"""Which acceptable use agreement held for a person on a day, by what they were then."""

from collections.abc import Callable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aup import queries as aup
from aup.choices import Audience
from aup.models import AgreementVersion
from esafety.people.choices import Kind
from esafety.people.models import Person

_EARLY = ("N1", "N2", "R", "1", "2")
_PRIMARY = ("3", "4", "5", "6")


def audience_of(person: Person, year_group: str) -> Audience | None:
    """Whose agreement is theirs (spec/agreements.md). A parent or carer signs for a child and has
    none of their own; for a pupil it is by the year group of that day."""
    if person.kind in (Kind.STAFF, Kind.GOVERNOR):
        return Audience.STAFF
    if person.kind == Kind.VISITOR:
        return Audience.VISITORS
    if person.kind != Kind.PUPIL or not year_group:
        return None
    if year_group in _EARLY:
        return Audience.PUPILS_EARLY
    return Audience.PUPILS_PRIMARY if year_group in _PRIMARY else Audience.STUDENTS


def in_force() -> Callable[[Audience | None, date], list[str]]:
    """Asks for the versions of the school's agreements once, and gives for an audience and a day
    the words of those in force: before the first took effect, the first (aup.queries.in_force)."""
    found = [
        (one.audience, one.title, sorted(one.versions.all(), key=lambda row: row.number))
        for one in aup.agreements().prefetch_related("versions")
    ]

    def on(audience: Audience | None, day: date) -> list[str]:
        return [
            _words(title, _on(versions, day))
            for whose, title, versions in found
            if whose == audience and versions
        ]

    return on


def _on(versions: list[AgreementVersion], day: date) -> AgreementVersion:
    begun = [one for one in versions if one.effective_from <= day]
    return begun[-1] if begun else versions[0]


def _words(title: str, version: AgreementVersion) -> str:
    facts = {
        "title": title,
        "number": version.number,
        "day": date_format(version.effective_from, "j F Y"),
    }
    return _("%(title)s, version %(number)s (from %(day)s)") % facts
