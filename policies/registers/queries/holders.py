"""Who holds a named responsibility, for wherever a form or a policy says "tell ..."."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from policies.registers.declared.persons import RESPONSIBLE
from policies.registers.models import Entry
from policies.registers.queries import names_of


@dataclass(frozen=True)
class Holder:
    """Who holds a responsibility, and how to reach them."""

    name: str
    contact: str = ""

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
        one = Holder(_name(row, names.people), row.values.get("contact", ""))
        found.setdefault(row.values["responsibility"], []).append(one)
    return found


def holders_of(code: str, on: date) -> list[Holder]:
    """Who holds the responsibility of that code on that day, in the order in which they took it."""
    return all_holders(on).get(code, [])


def holder_of(code: str, on: date) -> Holder | None:
    """The first who holds the responsibility on that day; None where nobody does."""
    found = holders_of(code, on)
    return found[0] if found else None


def _name(row: Entry, people: dict[int, str]) -> str:
    who = row.values.get("holder", "")
    return people.get(who, _("Not known any more")) if isinstance(who, int) else str(who)
