"""Who is named by an incident. Used by `queries.visible_to`, and by
`chain` to ask about a typed name.

Named means (spec/roles.md): linked as involved in any part; the parent or carer of a child
involved; or typed by hand with a name that could be this member's, until somebody else on the
chain says that it is another person. When in doubt the person is out.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from esafety.people.choices import Kind
from esafety.people.models import Guardianship, Person
from esafety.people.names import spellings, words
from esafety.schools.models import Membership
from incidents.choices import Part, PersonKind
from incidents.models import Exclusion, InvolvedPerson, NotSamePerson, TypedSpelling

_AT_ONCE = 100  # SQLite takes no deeper condition than about 300 members make


class Named:
    """Which incidents name which of several members, read once for all of them in a few queries.

    Few incidents name a member, so their ids are read and put into the condition: that costs far
    less than asking the same of every incident (docs/performance.md). `within`: only these.
    """

    def __init__(self, members: Iterable[Membership], within: Iterable[int] | None = None) -> None:
        self._members = list(members)
        people = list(_entries_of(self._members))
        self._people = {m.pk: [p for p in people if _is_like(p, m)] for m in self._members}
        self._within = None if within is None else list(within)
        self._ids: dict[int, set[int]] = {member.pk: set() for member in self._members}
        self._add_linked()
        self._add_typed()

    def ids(self, member: Membership) -> set[int]:
        """The incidents that name this member as involved."""
        return self._ids[member.pk]

    def any(self) -> set[int]:
        """The incidents that name at least one of the members."""
        return set().union(*self._ids.values())

    def close_forms(self, member: Membership) -> tuple[set[str], set[str]]:
        """Spellings close to this member's surnames, and to their first names."""
        surnames, first_names = _name_words(member, self._people[member.pk])
        close = {form for word in surnames for form in spellings(word)}
        return close, {form for word in first_names for form in spellings(word)}

    def _add_linked(self) -> None:
        """Incidents with one of a member's entries, or a child of theirs, as involved."""
        own = {p.pk for people in self._people.values() for p in people}
        if not own:
            return
        children: dict[int, set[int]] = defaultdict(set)
        pairs = Guardianship.objects.filter(guardian__in=own).values_list("guardian", "child")
        for guardian, child in pairs:
            children[guardian].add(child)
        everyone = own.union(*children.values())
        where: dict[int, set[int]] = defaultdict(set)
        rows = self._rows(InvolvedPerson).filter(person__in=everyone)
        for person, incident in rows.values_list("person", "incident"):
            where[person].add(incident)
        for pk, people in self._people.items():
            for person in {p.pk for p in people}.union(*(children[p.pk] for p in people)):
                self._ids[pk] |= where[person]

    def _add_typed(self) -> None:
        """Incidents with a typed name with a surname like a member's, or of one word that is like
        a first name of theirs, and of which nobody has said that it is another person."""
        close = {member.pk: self.close_forms(member) for member in self._members}
        last = set().union(*(forms for forms, _first in close.values()))
        first = set().union(*(forms for _last, forms in close.values()))
        alike = self._rows(TypedSpelling).filter(Q(form__in=last) | Q(alone=True, form__in=first))
        rows = list(alike.values_list("form", "alone", "involved", "incident")) if last else []
        typed = {involved for _form, _alone, involved, _incident in rows}
        # Asked as well where there is nothing to ask about: the number of queries tells nobody.
        said = NotSamePerson.objects.filter(member__in=list(close), involved__in=[0, *typed])
        cleared = set(said.values_list("involved", "member"))
        for form, alone, involved, incident in rows:
            for pk, (surnames, first_names) in close.items():
                like = form in surnames or (alone and form in first_names)
                if like and (involved, pk) not in cleared:
                    self._ids[pk].add(incident)

    def _rows(self, model: Any) -> Any:
        rows = model.objects.order_by()
        return rows if self._within is None else rows.filter(incident__in=self._within)


def _entries_of(members: list[Membership]) -> Iterable[Person]:
    """Entries of the directory that may be one of the members."""
    for start in range(0, len(members), _AT_ONCE):
        some = members[start : start + _AT_ONCE]
        yield from Person.objects.filter(reduce(or_, map(_may_be, some)))


def _may_be(member: Membership) -> Q:
    """Entries of the directory that are, or may be, this member: linked, with the same address,
    or a parent or carer of the same name (somebody on the staff may have a child here)."""
    first, _, last = member.display_name.rpartition(" ")
    same_name = Q(kind=Kind.GUARDIAN, first_name__iexact=first, last_name__iexact=last)
    return Q(membership=member.pk) | Q(email__iexact=member.user.email) | same_name


def _is_like(person: Person, member: Membership) -> bool:
    """The same rule as `_may_be`, for a row already read."""
    same_name = person.kind == Kind.GUARDIAN and words(person.name) == words(member.display_name)
    same_address = person.email.casefold() == member.user.email.casefold()
    return person.membership_id == member.pk or same_address or same_name


def _name_words(member: Membership, people: Iterable[Person]) -> tuple[set[str], set[str]]:
    """The folded words of this member's surnames, and of their first names."""
    shown = words(member.display_name)
    surnames, first_names = set(shown[1:] or shown), set(shown[:1])
    for person in people:
        surnames.update(words(person.last_name))
        first_names.update(words(person.first_name))
    return surnames, first_names


def shut_out(
    members: Iterable[Membership], within: Iterable[int] | None = None
) -> dict[int, set[int]]:
    """By member: the incidents from which they stepped back, or are kept out."""
    found: dict[int, set[int]] = {member.pk: set() for member in members}
    rows = Exclusion.objects.filter(member__in=list(found), lifted_at__isnull=True).order_by()
    if within is not None:
        rows = rows.filter(incident__in=list(within))
    for member, incident in rows.values_list("member", "incident"):
        found[member].add(incident)
    return found


def is_about_staff(kind: str, part: str, person: Person | None = None) -> bool:
    """Whether such a row puts the case into the queue about staff: an adult who works here, by
    the row or by the directory, and whose part is anything but target or witness. When in doubt
    the circle is the narrower one."""
    works_here = kind == PersonKind.STAFF or (person is not None and person.kind == Kind.STAFF)
    return works_here and part not in (Part.TARGET, Part.WITNESS)
