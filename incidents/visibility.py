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

from django.db.models import Q

from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.people.names import spellings, words
from esafety.schools.models import Membership
from incidents import facts
from incidents.choices import Part, PersonKind
from incidents.facts import Fact, Says

_AT_ONCE = 100  # SQLite takes no deeper condition than about 300 members make


class Named:
    """Which incidents name which of several members, which shut them out and which were given to
    them, read once for all: their entries in the directory, then everything else in one query.

    Few incidents name a member, so their ids are read and put into the condition: that costs far
    less than asking the same of every incident (docs/performance.md). `within`: only these.
    """

    def __init__(self, members: Iterable[Membership], within: Iterable[int] | None = None) -> None:
        self._members = list(members)
        people = list(_entries_of(self._members))
        self._people = {m.pk: [p for p in people if _is_like(p, m)] for m in self._members}
        self._close = {m.pk: self.close_forms(m) for m in self._members}
        self._facts: dict[Says, list[Fact]] = defaultdict(list)
        for fact in facts.about(self._asked(), None if within is None else list(within)):
            self._facts[fact.says].append(fact)
        self._into = {fact.incident: fact.who for fact in self._facts[Says.MERGED]}
        self._ids = {m.pk: self._linked(m) | self._typed(m) for m in self._members}

    def ids(self, member: Membership) -> set[int]:
        """The incidents that name this member as involved."""
        return self._ids[member.pk]

    def out(self, member: Membership) -> set[int]:
        """The incidents that name this member, from which they stepped back, or are kept out."""
        rows = self._facts[Says.OUT]
        return self._ids[member.pk] | {fact.incident for fact in rows if fact.who == member.pk}

    def gone(self, member: Membership) -> set[int]:
        """What they are out of, and what was merged into that, in however many steps: "merged
        into another" would tell them of the other."""
        return self.with_merged(self.out(member))

    def with_merged(self, incidents: set[int]) -> set[int]:
        """These, and what was merged into them, in however many steps."""
        merged = {pk for pk in self._into if not incidents.isdisjoint(self._taken_up_by(pk))}
        return incidents | merged

    def given(self, member: Membership) -> list[tuple[int, int, bool]]:
        """The incident, the level and whether only the technical part, of each case that was given
        to this member and not taken back."""
        rows = self._facts[Says.GIVEN]
        return [(fact.incident, fact.number, fact.mark) for fact in rows if fact.who == member.pk]

    def any(self) -> set[int]:
        """The incidents that name at least one of the members."""
        return set().union(*self._ids.values())

    def close_forms(self, member: Membership) -> tuple[set[str], set[str]]:
        """Spellings close to this member's surnames, and to their first names."""
        surnames, first_names = _name_words(member, self._people[member.pk])
        close = {form for word in surnames for form in spellings(word)}
        return close, {form for word in first_names for form in spellings(word)}

    def _asked(self) -> facts.Asked:
        surnames, first_names = (
            set().union(*(forms[place] for forms in self._close.values())) for place in (0, 1)
        )
        entries = {person.pk for people in self._people.values() for person in people}
        return facts.Asked(list(self._close), entries, surnames, first_names)

    def _linked(self, member: Membership) -> set[int]:
        """Incidents with one of the member's entries, or a child of theirs, as involved."""
        own = {person.pk for person in self._people[member.pk]}
        rows = self._facts[Says.INVOLVED] + self._facts[Says.PARENT]
        return {fact.incident for fact in rows if fact.who in own}

    def _typed(self, member: Membership) -> set[int]:
        """Incidents with a typed name with a surname like the member's, or of one word that is
        like a first name of theirs, and of which nobody has said that it is another person."""
        surnames, first_names = self._close[member.pk]
        rows = self._facts[Says.CLEARED]
        cleared = {fact.number for fact in rows if fact.who == member.pk}
        return {
            fact.incident
            for fact in self._facts[Says.TYPED]
            if fact.who not in cleared
            and (fact.form in surnames or (fact.mark and fact.form in first_names))
        }

    def _taken_up_by(self, incident: int) -> set[int]:
        """What took the incident up, and what took that up."""
        found: set[int] = set()
        into = self._into.get(incident)
        while into is not None and into not in found:
            found.add(into)
            into = self._into.get(into)
        return found


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


def close_to(member: Membership) -> set[int]:
    """The member's own entries in the directory and those of their children, as ids: the people
    by whom an incident names them."""
    own = {person.pk for person in _entries_of([member]) if _is_like(person, member)}
    children = Person.objects.filter(guardians__guardian__in=own).values_list("pk", flat=True)
    return own | set(children)


def is_about_staff(kind: str, part: str, person: Person | None = None) -> bool:
    """Whether such a row puts the case into the queue about staff: an adult who works here, by
    the row or by the directory, and whose part is anything but target or witness. When in doubt
    the circle is the narrower one."""
    here = (Kind.STAFF, Kind.SUPPLY)
    works_here = kind == PersonKind.STAFF or (person is not None and person.kind in here)
    return works_here and part not in (Part.TARGET, Part.WITNESS)
