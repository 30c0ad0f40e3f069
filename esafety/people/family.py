"""Parents and carers in a file of pupils: one person each, however many children they have here."""

from collections import defaultdict
from typing import Any

from esafety.people.choices import Kind
from esafety.people.csvfile.columns import GUARDIAN_FIELDS, GUARDIANS
from esafety.people.matching import Matcher
from esafety.people.models import Guardianship, Person
from esafety.people.names import fold, search_key

_OWN = ("first_name", "last_name", "email", "phone")
_TIE = ("relationship", "parental_responsibility")


class Families:
    """Who is whose parent or carer, with what the rows add. Writes nothing to the database."""

    def __init__(self, matcher: Matcher, school_id: int, ties: list[Guardianship]) -> None:
        self.matcher, self.school_id = matcher, school_id
        self.new: list[Person] = []
        self.changed: list[Person] = []
        self.new_ties: list[Guardianship] = []
        self.changed_ties: list[Guardianship] = []
        # By the child's number in the database, or by the object of a child who is still new.
        self._ties: dict[int, list[Guardianship]] = defaultdict(list)
        self._said: dict[int, dict[str, Any]] = {}
        for tie in ties:
            self._ties[tie.child_id].append(tie)

    def meet(self, child: Person, values: dict[str, Any]) -> tuple[list[str], list[str]]:
        """Take in the parents and carers of one row; what changes, and what is to be noted."""
        changes: list[str] = []
        notes: list[str] = []
        met: set[int] = set()
        for number in range(1, GUARDIANS + 1):
            start = f"guardian_{number}_"
            given = {n: values[start + n] for n in GUARDIAN_FIELDS if start + n in values}
            if given:
                person, how = self._who(child, given, met)
                met.add(id(person))
                changed = self._details(person, given) if how != "insider" else []
                changed += self._tie(child, person, given, notes)
                changes += [start + name for name in changed] or (
                    [start + "first_name"] if how == "new" else []
                )
                if how == "insider":
                    notes.append("insider")
        return changes, sorted(set(notes))

    def _who(self, child: Person, given: dict[str, Any], met: set[int]) -> tuple[Person, str]:
        """The person meant, and how they are known: insider, known or new.

        Somebody on the staff or a governor with the same address is that same person, once per
        child: two parents may share one address.
        """
        name = f"{given['first_name']} {given['last_name']}"
        email, phone = given.get("email", ""), given.get("phone", "")
        insider = self.matcher.insider(email) if email else None
        if insider is not None and id(insider) not in met:
            return insider, "insider"
        known = self.matcher.guardian(name, email=email) if email else None
        known = (
            known or self._of_child(child, name, email) or self.matcher.guardian(name, phone=phone)
        )
        if known is not None and id(known) not in met and not self._contradicts(known, email):
            return known, "known" if known.kind == Kind.GUARDIAN else "insider"
        person = Person(school_id=self.school_id, kind=Kind.GUARDIAN)
        self.new.append(person)
        return person, "new"

    def _of_child(self, child: Person, name: str, email: str) -> Person | None:
        """The child's own parent or carer of that name."""
        ties = self._ties[_key(child)]
        alike = [t.guardian for t in ties if fold(t.guardian.name) == fold(name)]
        return next((p for p in alike if not self._contradicts(p, email)), None)

    def _contradicts(self, person: Person, email: str) -> bool:
        """Whether an earlier row gave this person another address: then it is somebody else."""
        said = self._said.get(id(person), {}).get("email", "")
        return bool(said and email and said.casefold() != email.casefold())

    def _details(self, person: Person, given: dict[str, Any]) -> list[str]:
        """Write what is given on the person; what an earlier row said stands."""
        said = self._said.setdefault(id(person), {})
        changes = []
        for name in _OWN:
            if name in given and name not in said:
                said[name] = given[name]
                if getattr(person, name) != given[name]:
                    setattr(person, name, given[name])
                    changes.append(name)
        person.search_key = search_key(person.first_name, person.last_name)
        if changes and person.pk:
            self.changed.append(person)
        self.matcher.add(person)
        return changes

    def _tie(
        self, child: Person, person: Person, given: dict[str, Any], notes: list[str]
    ) -> list[str]:
        ties = self._ties[_key(child)]
        tie = next((t for t in ties if t.guardian is person), None)
        facts = {name: given[name] for name in _TIE if name in given}
        if tie is None:
            tie = Guardianship(school_id=self.school_id, guardian=person, child=child, **facts)
            ties.append(tie)
            self.new_ties.append(tie)
            return ["relationship"]
        if tie.ended_on is not None:
            notes.append("ended")
            return []
        changes = [name for name, value in facts.items() if getattr(tie, name) != value]
        for name in changes:
            setattr(tie, name, facts[name])
        if changes and tie.pk:
            self.changed_ties.append(tie)
        return changes


def _key(child: Person) -> int:
    return child.pk or -id(child)
