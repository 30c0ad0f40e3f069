"""Who holds a named responsibility, for wherever a form or a policy says "tell ..."."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from esafety.access.roles import Role
from esafety.notices import queries as notices
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from policies.registers.declared.persons import RESPONSIBLE
from policies.registers.models import Entry
from policies.registers.queries import names_of

_ROLES = {
    "lead": Role.LEAD,
    "dsl": Role.DSL,
    "deputy_dsl": Role.DEPUTY_DSL,
    "technical": Role.TECHNICAL_SUPPORT,
}
"""Whom to tell where the register names nobody."""


@dataclass(frozen=True)
class Holder:
    """Who holds a responsibility, and how to reach them; their number in the directory, if they
    are there."""

    name: str
    contact: str = ""
    person: int | None = None

    def __str__(self) -> str:
        return f"{self.name}, {self.contact}" if self.contact else self.name


def all_holders(on: date) -> dict[str, list[Holder]]:
    """Who holds each responsibility on that day, by its code: two queries for all of them."""
    rows = Entry.objects.filter(register=RESPONSIBLE.code, starts_on__lte=on)
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    there = Q(state="open") | Q(state="closed", changed_at__date__gt=on)  # closed only later
    held = list(rows.filter(there).order_by("starts_on", "number"))
    names, found = names_of(held), dict[str, list[Holder]]()
    for row in held:
        who = row.values.get("holder", "")
        number = who if isinstance(who, int) else None
        one = Holder(_name(row, names.people), row.values.get("contact", ""), number)
        found.setdefault(row.values["responsibility"], []).append(one)
    return found


def holders_of(code: str, on: date) -> list[Holder]:
    """Who holds the responsibility of that code on that day, in the order in which they took it."""
    return all_holders(on).get(code, [])


def holder_of(code: str, on: date) -> Holder | None:
    """The first who holds the responsibility on that day; None where nobody does."""
    found = holders_of(code, on)
    return found[0] if found else None


def to_tell(code: str, on: date) -> list[Holder]:
    """Whom a page means that says "tell ...": `there`, or all of them where everybody is away."""
    named = holders_of(code, on)
    return there(code, on) or named or [Holder(one.display_name) for one in _with_role(code)]


def there(code: str, on: date) -> list[Holder]:
    """Who holds the responsibility by the register, else who has the role, without those who are
    away. Somebody from outside, or without an account, is never known to be away."""
    named = holders_of(code, on)
    if not named:
        return [Holder(one.display_name) for one in notices.present(_with_role(code))]
    numbers = [one.person for one in named if one.person is not None]
    rows = Person.objects.filter(pk__in=numbers, membership__isnull=False)
    members = dict(rows.values_list("membership", "pk"))
    here = notices.present(schools.members().filter(pk__in=members))
    away = set(members.values()) - {members[one.pk] for one in here}
    return [one for one in named if one.person not in away]


def _with_role(code: str) -> list[Membership]:
    return list(schools.holders(_ROLES[code])) if code in _ROLES else []


def _name(row: Entry, people: dict[int, str]) -> str:
    who = row.values.get("holder", "")
    return people.get(who, _("Not known any more")) if isinstance(who, int) else str(who)
