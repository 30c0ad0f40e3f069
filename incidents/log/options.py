"""What the log's filters offer: the school's types, its terms up to now, and who handles cases."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.schools.models import School
from incidents.models import IncidentType


@dataclass(frozen=True)
class TypeOption:
    """One type of the school; a retired one stays, for the incidents that have it."""

    pk: int
    code: str
    label: str
    group: str


@dataclass(frozen=True)
class TermOption:
    """A term with the holiday after it; `last` is None where no later term is known."""

    code: str
    label: str
    first: date
    last: date | None


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


def options_of(school: School) -> Options:
    """What the filters offer in the school in scope."""
    types = IncidentType.objects.values_list("pk", "code", "label", "group")
    handlers = schools.holders_of(Permission.INCIDENT_TRIAGE)
    return Options(
        types=tuple(TypeOption(*row) for row in types),
        terms=tuple(_terms(school)),
        handlers=tuple(handlers.order_by("display_name", "pk").values_list("pk", "display_name")),
    )


def _terms(school: School) -> list[TermOption]:
    """This term first, then the earlier ones; terms yet to come hold no incident."""
    known = list(schools.terms())
    today = schools.local_today(school)
    found: list[TermOption] = []
    for term, after in zip(known, [*known[1:], None][: len(known)], strict=True):
        if term.starts_on <= today:
            last = after.starts_on - timedelta(days=1) if after else None
            code = f"{term.academic_year}-{term.number}"
            found.append(TermOption(code, str(term), term.starts_on, last))
    if found and (found[-1].last is None or found[-1].last >= today):
        now = found.pop()
        label = _("This term (%(term)s)") % {"term": now.label}
        found.append(TermOption(now.code, label, now.first, now.last))
    return found[::-1]


def person_named(actor: Actor, pk: int) -> str | None:
    """The name of a person of the directory for an actor who may search it; else None."""
    if not actor.can(Permission.PEOPLE_SEARCH):
        return None
    person = Person.objects.filter(pk=pk).first()
    return person.name if person else None
