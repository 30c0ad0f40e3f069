"""Knowing people again: which person of the directory a row of a file means."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from esafety.people import upn as upns
from esafety.people.choices import ImportKind, Kind
from esafety.people.models import Person
from esafety.people.names import fold


class Doubtful(Exception):
    """The row could mean more than one person, or contradicts the one it means."""

    def __init__(self, column: str, sentence: str | Promise) -> None:
        super().__init__("doubtful row")
        self.column, self.sentence = column, sentence


class Matcher:
    """The people of a school, to be found by what a row says of them."""

    def __init__(self, people: Iterable[Person]) -> None:
        # By each key, the people it fits, each once.
        self._by: dict[tuple[str, ...], dict[int, Person]] = defaultdict(dict)
        for person in people:
            self.add(person)

    def find(self, kind: str, values: dict[str, Any]) -> tuple[Person | None, str]:
        """The person a row means and the column they were known by; raises Doubtful."""
        if kind == ImportKind.PUPILS:
            return self._sole_holder(Kind.PUPIL, "admission_number", values, self._pupil(values))
        if kind == ImportKind.STAFF:
            return self._sole_holder(Kind.STAFF, "staff_number", values, self._staff(values))
        return self._governor(values)

    def insider(self, email: str) -> Person | None:
        """The member of staff or the governor with this e-mail address."""
        found = self._one(Kind.STAFF, "email", email.casefold())
        return found or self._one(Kind.GOVERNOR, "email", email.casefold())

    def guardian(self, name: str, *, email: str = "", phone: str = "") -> Person | None:
        """A parent or carer of this name with this e-mail address or, without one, telephone."""
        if email:
            return self._one(Kind.GUARDIAN, "name+email", fold(name), email.casefold())
        number = digits(phone)
        return self._one(Kind.GUARDIAN, "name+phone", fold(name), number) if number else None

    def add(self, person: Person) -> None:
        """Let a person be found by the rows below, by what this row says of them."""
        for key in _keys(person):
            self._by[key][id(person)] = person

    def _pupil(self, values: dict[str, Any]) -> tuple[Person | None, str]:
        upn, number = values.get("upn", ""), values.get("admission_number", "")
        found = self._one(Kind.PUPIL, "upn", upn) if upn else None
        if found:
            return found, "upn"
        found = self._number(Kind.PUPIL, "admission_number", number)
        if found:
            if upn and found.upn and not upns.is_temporary(found.upn):
                raise Doubtful(
                    "admission_number",
                    _("This admission number belongs to a pupil with another UPN."),
                )
            return found, "admission_number"
        born = values.get("date_of_birth", "")
        alike = self._alike(Kind.PUPIL, "name+born", fold(_name(values)), born) if born else []
        alike = [p for p in alike if not (upn and p.upn) or upns.is_temporary(p.upn)]
        if len(alike) > 1:
            raise Doubtful("", _("Several pupils have this name and date of birth. Give the UPN."))
        return (alike[0], "date_of_birth") if alike else (None, "")

    def _staff(self, values: dict[str, Any]) -> tuple[Person | None, str]:
        email, number = values.get("email", ""), values.get("staff_number", "")
        found = self._one(Kind.STAFF, "email", email.casefold()) if email else None
        if found:
            return found, "email"
        found = self._number(Kind.STAFF, "staff_number", number)
        if found:
            return found, "staff_number"
        # A parent who joins the staff stays one person, so that the rule on their own child holds.
        found = self.guardian(_name(values), email=email) if email else None
        return (found, "email") if found else (None, "")

    def _governor(self, values: dict[str, Any]) -> tuple[Person | None, str]:
        email = values.get("email", "")
        found = self._one(Kind.GOVERNOR, "email", email.casefold()) if email else None
        if found:
            return found, "email"
        alike = self._alike(Kind.GOVERNOR, "name", fold(_name(values)))
        alike = [p for p in alike if not (email and p.email)]
        if len(alike) > 1:
            raise Doubtful("", _("Several governors have this name. Give the e-mail address."))
        return (alike[0], "last_name") if alike else (None, "")

    def _sole_holder(
        self, kind: Kind, column: str, values: dict[str, Any], found: tuple[Person | None, str]
    ) -> tuple[Person | None, str]:
        """The same answer, unless the row's number is somebody else's."""
        holder = self._number(kind, column, values.get(column, ""))
        if holder is not None and holder is not found[0]:
            raise Doubtful(column, _("This number belongs to somebody else in the directory."))
        return found

    def _number(self, kind: str, column: str, number: str) -> Person | None:
        alike = self._alike(kind, "number", number.casefold()) if number else []
        if len(alike) > 1:
            raise Doubtful(column, _("Several people have this number in the directory."))
        return alike[0] if alike else None

    def _alike(self, *key: str) -> list[Person]:
        return list(self._by[key].values()) if key in self._by else []

    def _one(self, *key: str) -> Person | None:
        """The first person with the key, one who has not left before one who has."""
        alike = self._alike(*key)
        return min(alike, key=lambda p: p.left_on is not None) if alike else None


def _keys(person: Person) -> Iterable[tuple[str, ...]]:
    """Everything this person may be known again by."""
    kind, name = person.kind, fold(person.name)
    if person.upn:
        yield kind, "upn", person.upn
    if person.admission_number:
        yield kind, "number", person.admission_number.casefold()
    if person.email:
        yield kind, "email", person.email.casefold()
        yield kind, "name+email", name, person.email.casefold()
    if digits(person.phone):
        yield kind, "name+phone", name, digits(person.phone)
    if person.date_of_birth:
        yield kind, "name+born", name, person.date_of_birth.isoformat()
    yield kind, "name", name


def digits(phone: str) -> str:
    """A telephone number without the spaces and marks people put in."""
    return "".join(c for c in phone if c.isdigit())


def _name(values: dict[str, Any]) -> str:
    return f"{values.get('first_name', '')} {values.get('last_name', '')}"
