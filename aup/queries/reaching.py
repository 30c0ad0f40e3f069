"""How each person is reached: whose letter, whose notice, and who cannot be reached at all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from aup import audiences
from aup.choices import Audience
from aup.queries.asking import tied
from esafety.people.models import Person
from esafety.schools.models import Membership
from esafety.signatures.choices import Part


@dataclass(frozen=True)
class Way:
    """How one person's agreement is asked for: letters to people, a notice to an account. `nobody`:
    for this pupil the directory has no parent or carer who may sign."""

    person: Person
    letters: tuple[Person, ...]
    account: Membership | None
    by_parents: bool = False
    nobody: bool = False

    @property
    def reaches(self) -> bool:
        """Whether somebody who must sign is told; a pupil's account alone tells no parent."""
        return bool(self.letters) or (self.account is not None and not self.by_parents)


def with_accounts(people: QuerySet[Person]) -> QuerySet[Person]:
    """The people with what `ways_to` needs to know of their accounts."""
    return people.select_related("school", "membership__user", "membership__school")


def ways_to(people: Iterable[Person], audience: str) -> list[Way]:
    """The ways to these people, in their order; one query, however many there are.

    For a pupil to each parent or carer with parental responsibility and an address, and to the
    pupil's own account. Others are told in their account or, without one, by a letter.
    """
    wanted = list(people)
    if audience not in audiences.PUPILS:
        return [_adult(person) for person in wanted]
    parents = parents_of(person.pk for person in wanted)
    own = Part.OWN in audiences.PARTS[Audience(audience)]
    return [
        Way(
            person,
            tuple(one for one in parents[person.pk] if one.email),
            _account(person) if own else None,
            by_parents=True,
            nobody=not parents[person.pk],
        )
        for person in wanted
    ]


def parents_of(children: Iterable[int]) -> dict[int, list[Person]]:
    """The parents and carers who may sign for each of these children today."""
    rows = tied().filter(child__in=list(children))
    found: dict[int, list[Person]] = defaultdict(list)
    for row in rows.select_related("guardian").order_by("pk"):
        found[row.child_id].append(row.guardian)
    return found


def _adult(person: Person) -> Way:
    account = _account(person)
    alone = (person,) if account is None and person.email else ()
    return Way(person, alone, account)


def _account(person: Person) -> Membership | None:
    """The account with which the person can sign in today."""
    member: Membership | None = person.membership
    works = member is not None and member.left_on is None and member.user.is_active
    return member if works else None
