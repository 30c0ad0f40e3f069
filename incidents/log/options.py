"""What the log's filters offer: the school's types, its terms up to now, and who handles cases."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Subquery
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.schools.calendar import school_year
from esafety.schools.models import School
from incidents.models import Incident, IncidentType


@dataclass(frozen=True)
class TypeOption:
    """One type of the school; a retired one stays, for the incidents that have it."""

    pk: int
    code: str
    label: str
    group: str


@dataclass(frozen=True)
class TermOption:
    """A term with the holiday after it; `last` is None where no later term is known. `offered`:
    its school year is not before that of the first incident that the reader sees."""

    code: str
    label: str
    first: date
    last: date | None
    offered: bool = True


@dataclass(frozen=True)
class Options:
    """Everything the filters offer in one school, read with three queries."""

    types: tuple[TypeOption, ...]
    terms: tuple[TermOption, ...]
    handlers: tuple[tuple[int, str], ...]

    def type_ids(self, *, code: str = "", group: str = "") -> list[int]:
        return [t.pk for t in self.types if code == t.code or group == t.group]

    def term(self, code: str) -> TermOption | None:
        return next((term for term in self.terms if term.code == code), None)

    def term_choices(self, asked: str = "") -> list[tuple[str, str]]:
        """The terms to choose from, and the one that an address asks for: it may have been kept."""
        return [(t.code, t.label) for t in self.terms if t.offered or t.code == asked]


def options_of(school: School, seen: QuerySet[Incident] | None = None) -> Options:
    """What the filters offer in the school in scope, to a reader who sees these incidents."""
    types = IncidentType.objects.values_list("pk", "code", "label", "group")
    handlers = schools.holders_of(Permission.INCIDENT_TRIAGE)
    return Options(
        types=tuple(TypeOption(*row) for row in types),
        terms=tuple(_terms(school, seen)),
        handlers=tuple(handlers.order_by("display_name", "pk").values_list("pk", "display_name")),
    )


def _terms(school: School, seen: QuerySet[Incident] | None) -> list[TermOption]:
    """This term first, then the earlier ones; terms yet to come hold no incident."""
    known, today = list(_with_first_day(seen)), schools.local_today(school)
    found: list[TermOption] = []
    for term, after in zip(known, [*known[1:], None][: len(known)], strict=True):
        if term.starts_on <= today:
            last = after.starts_on - timedelta(days=1) if after else None
            code = f"{term.academic_year}-{term.number}"
            offered = seen is None or term.academic_year >= school_year(term.first_day or today)
            found.append(TermOption(code, str(term), term.starts_on, last, offered))
    if found and (found[-1].last is None or found[-1].last >= today):
        now = found.pop()
        label = _("This term (%(term)s)") % {"term": now.label}
        found.append(replace(now, label=label, offered=True))
    return found[::-1]


def _with_first_day(seen: QuerySet[Incident] | None) -> QuerySet[Any]:
    """The terms, each with the day of the first of these incidents: it rides on their query."""
    if seen is None:
        return schools.terms()
    days = seen.select_related(None).order_by("happened_on").values("happened_on")
    return schools.terms().annotate(first_day=Subquery(days[:1]))


def person_named(actor: Actor, pk: int) -> str | None:
    """The name of a person of the directory for an actor who may search it; else None."""
    if not actor.can(Permission.PEOPLE_SEARCH):
        return None
    person = Person.objects.filter(pk=pk).first()
    return person.name if person else None
