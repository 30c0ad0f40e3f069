"""Who is named by an incident, as conditions on a query. Used by `queries.visible_to`, and by
`chain` to ask about a typed name.

Named means (spec/roles.md): linked as involved in any part; the parent or carer of a child
involved; or typed by hand with a name that could be this member's, until somebody else on the
chain says that it is another person. When in doubt the person is out.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from esafety.people.choices import Kind
from esafety.people.models import Guardianship, Person
from esafety.people.names import spellings, words
from esafety.schools.models import Membership
from incidents.models import InvolvedPerson, NotSamePerson, TypedSpelling


class Named:
    """Conditions "this incident names that member", for several members with one query."""

    def __init__(self, members: Iterable[Membership]) -> None:
        self._members = list(members)
        found = Person.objects.filter(reduce(or_, map(_may_be, self._members), Q(pk=None)))
        people = list(found)
        self._people = {m.pk: [p for p in people if _is_like(p, m)] for m in self._members}

    def member(self, member: Membership) -> Q:
        """The incident names this member as involved."""
        return self._linked(self._people[member.pk]) | self._typed(member)

    def any(self) -> Q:
        """The incident names at least one of the members (none of them: never true)."""
        everyone = [person for people in self._people.values() for person in people]
        typed = map(self._typed, self._members)
        return reduce(or_, typed, self._linked(everyone) if self._members else Q(pk=None))

    def _linked(self, people: list[Person]) -> Q:
        """The incident has one of these people, or a child of theirs, as involved."""
        ids = [person.pk for person in people]
        children = Guardianship.objects.filter(guardian__in=ids).values("child")
        rows = InvolvedPerson.objects.order_by().values("incident")
        # Sets of ids, not a look per incident: few incidents name a member, so the sets are small
        # and the log is read in its own order past them (docs/performance.md).
        return Q(pk__in=rows.filter(person__in=ids)) | Q(pk__in=rows.filter(person__in=children))

    def _typed(self, member: Membership) -> Q:
        """The incident has a typed name with a surname like this member's, or of one word that
        is like a first name of theirs, and nobody has said that it is another person."""
        close, close_first = self.close_forms(member)
        cleared = NotSamePerson.objects.filter(involved=OuterRef("involved"), member=member)
        alike = TypedSpelling.objects.filter(
            Q(form__in=close) | Q(alone=True, form__in=close_first)
        ).exclude(Exists(cleared))
        return Q(pk__in=alike.values("incident"))

    def close_forms(self, member: Membership) -> tuple[set[str], set[str]]:
        """Spellings close to this member's surnames, and to their first names."""
        surnames, first_names = _name_words(member, self._people[member.pk])
        close = {form for word in surnames for form in spellings(word)}
        return close, {form for word in first_names for form in spellings(word)}


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
