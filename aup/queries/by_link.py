"""What somebody without an account may read and sign by their link, in the school in scope."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from aup import audiences, states
from aup.choices import ENDED_BY, AnswerKind, AskState, Audience
from aup.models import Answer, Ask, Link
from aup.queries.asking import (
    asks,
    guardians_of,
    is_between,
    is_here,
    is_present,
    newest_of_each,
    parents_needed,
    present,
    said,
    tied,
)
from aup.states import Said
from esafety.people.choices import Kind
from esafety.people.models import Guardianship, Person
from esafety.signatures.choices import Means, Part
from esafety.signatures.models import Signature
from esafety.signatures.queries import signatures

_ADULTS = (Kind.SUPPLY, Kind.VISITOR, Kind.COMMUNITY)
"""Who signs for themselves by a link; everyone else who signs for themselves has an account."""


@dataclass(frozen=True)
class Turn:
    """One question as it stands for one person: what they may sign, what of it is left to do, and
    the newest answer they gave in their own part."""

    ask: Ask
    may: tuple[Part, ...]
    left: tuple[Part, ...]
    answer: Answer | None

    @property
    def own(self) -> Part:
        """The part that is this person's own: a parent's, a group's or their own."""
        return self.may[-1]


def children_of(person: Person, on: date) -> QuerySet[Person]:
    """The present pupils for whom somebody may sign: they have parental responsibility."""
    ties = tied(on).filter(guardian=person)
    return present(on).filter(pk__in=ties.values("child"), kind=Kind.PUPIL)


def guardians_now(child: Person, on: date) -> QuerySet[Person]:
    """The parents and carers who may sign for a child, by surname."""
    ties = guardians_of(child, on).values("guardian")
    rows: QuerySet[Person] = Person.objects.filter(pk__in=ties)
    return rows.order_by("last_name", "first_name", "pk")


def holders(on: date) -> QuerySet[Person]:
    """Those whose links work on a day: who is there, who comes later and signs before, and who may
    sign for a child, whatever the days of their own work here."""
    tie = Exists(tied(on).filter(guardian=OuterRef("pk")))
    to_come = Q(kind__in=_ADULTS, joined_on__gt=on)
    found: QuerySet[Person] = Person.objects.filter(is_here(on) | to_come | tie)
    return found


def may_be_written_to(person: Person, on: date) -> bool:
    """Whether a letter that asks to sign still has somebody to be signed for: not where a parent
    or carer has left, or none of their children is at the school, or is theirs to sign for, any
    more."""
    if children_of(person, on).exists():
        return True
    stayed = is_between(None, person.left_on, on)
    if person.kind != Kind.GUARDIAN:
        return stayed
    return stayed and not Guardianship.objects.filter(guardian=person).exists()


def may_sign(person: Person, ask: Ask, on: date) -> tuple[Part, ...]:
    """The parts of a question that somebody may sign by their link, their own last; none where it
    is not theirs, or where they or the child have left. Person and question were read just now."""
    needed = audiences.PARTS[Audience(ask.agreement.audience)]
    if ask.subject_id == person.pk:
        # Who is expected signs before they come; the access list lets nobody in before the day.
        own = person.kind in _ADULTS and is_between(None, person.left_on, on)
        return needed if own else ()
    if Part.PARENT not in needed or not is_present(ask.subject, on):
        return ()
    return needed if guardians_of(ask.subject, on).filter(guardian=person).exists() else ()


def turn(person: Person, ask: Ask, on: date) -> Turn | None:
    """How a question stands for somebody; None where it is not theirs to answer, or was replaced
    by a newer one."""
    may = may_sign(person, ask, on)
    if not may or ask.state == AskState.SUPERSEDED:
        return None
    mine = Answer.objects.filter(ask=ask, person=person, part=may[-1])
    answer: Answer | None = mine.select_related("signature").order_by("pk").last()
    if answer is not None and answer.answered_by_ref == ENDED_BY:
        answer = None  # before the child left and joined again: to be asked anew
    return Turn(ask, may, left_to_sign(person, ask, said(ask), parents_needed(ask)), answer)


def left_to_sign(
    person: Person, ask: Ask, answers: Sequence[Said], parents: Collection[int]
) -> tuple[Part, ...]:
    """What of a question is left to sign for somebody who may: the parts of the child that nobody
    has signed, and their own unless they have."""
    needed = audiences.PARTS[Audience(ask.agreement.audience)]
    own = needed[-1]
    mine = [one.kind for one in answers if (one.part, one.who) == (own, person.pk)]
    open_parts = states.missing_parts(needed, answers, parents=parents)
    of_child = tuple(part for part in open_parts if part in needed[:-1])
    return of_child if mine[-1:] == [AnswerKind.SIGNED] else (*of_child, own)


def turns(person: Person, on: date) -> list[Turn]:
    """All questions of somebody: their children's by name, then their own; of each the one about
    the agreement that is theirs now, in its newest version."""
    children = list(children_of(person, on))
    rows = asks().filter(subject__in=[*children, person]).exclude(state=AskState.SUPERSEDED)
    found = newest_of_each(rows)
    ordered = [found[one.pk] for one in (*children, person) if one.pk in found]
    made = (turn(person, ask, on) for ask in ordered)
    return [one for one in made if one is not None]


def is_for(link: Link, ask: Ask) -> bool:
    """Whether a link leads to a question at all. The code of a form travels in a school bag: who
    came by it is held to the question of that form."""
    return link.paper_code is None or link.paper_code.ask_id == ask.pk


def turn_by(link: Link, ask: Ask, on: date) -> Turn | None:
    """`turn`, for whoever holds this link."""
    return turn(link.person, ask, on) if is_for(link, ask) else None


def turns_by(link: Link, on: date) -> list[Turn]:
    """`turns`, for whoever holds this link."""
    if link.paper_code is None:
        return turns(link.person, on)
    made = turn(link.person, asks().get(pk=link.paper_code.ask_id), on)
    return [made] if made is not None else []


def still_works(link: Link) -> bool:
    """Whether a link that this browser opened, and that was read before, works now."""
    return link.used_key is not None and _in_use(link.pk, link.used_key).exists()


def link_in_use(link_id: int, key: uuid.UUID) -> Link | None:
    """The link that this browser opened, while it still works and its person may come in by it."""
    found: Link | None = (
        _in_use(link_id, key).select_related("person", "school", "paper_code").first()
    )
    return found


def _in_use(link_id: int, key: uuid.UUID) -> QuerySet[Link]:
    rows: QuerySet[Link] = Link.objects.filter(
        pk=link_id, used_key=key, ended_at__isnull=True, expires_at__gt=timezone.now()
    )
    return rows.filter(person__in=holders(timezone.localdate()))


def is_done(ask: Ask, keys: list[uuid.UUID]) -> bool:
    """Whether a form with one of these keys was taken already."""
    done: bool = Answer.objects.filter(ask=ask, signature__once_key__in=keys).exists()
    return done


def copies_by_link(person: Person, on: date) -> QuerySet[Signature]:
    """The copies that are somebody's to take home: what they signed, and what their children signed
    on the same form. A child's record holds the address, the browser and the minute of whoever sat
    beside them: it is not the other parent's to read."""
    of_children = signatures().filter(part=Part.OWN, subject__in=children_of(person, on))
    keys = dict(of_children.values_list("pk", "once_key"))
    mine = set(signatures().filter(signer=person).values_list("once_key", flat=True))
    beside = [pk for pk, key in keys.items() if key_beside(key, person.pk) in mine]
    return signatures().filter(Q(signer=person) | Q(pk__in=beside))


def copies_by(link: Link, on: date) -> QuerySet[Signature]:
    """`copies_by_link`, for whoever holds this link. By the code of a form it is what was signed
    there and then: a later code for the same form ends the link of the one before."""
    found = copies_by_link(link.person, on)
    if link.paper_code is None:
        return found
    here = Answer.objects.filter(ask=link.paper_code.ask_id).values("signature")
    return found.filter(pk__in=here, means=Means.CODE, signed_at__gte=link.used_at)


def key_beside(childs: uuid.UUID, person: int) -> uuid.UUID:
    """The key of what somebody signs on the form on which a child signs with the key given."""
    return uuid.uuid5(childs, f"beside:{person}")


def signed_by_child(rows: Collection[Ask]) -> dict[int, tuple[int, date]]:
    """Of each question that the child has signed: the number of the signature, and the day."""
    answers = Answer.objects.filter(ask__in=rows, part=Part.OWN).order_by("pk")
    columns = ("ask", "kind", "signature", "day_on_paper", "answered_at")
    newest = {ask: facts for ask, *facts in answers.values_list(*columns)}
    return {
        ask: (signature, day or timezone.localdate(at))
        for ask, (kind, signature, day, at) in newest.items()
        if kind == AnswerKind.SIGNED
    }


def birth_dates(people: QuerySet[Person]) -> set[date]:
    """The dates of birth that the school has of these people."""
    rows = people.values_list("date_of_birth", flat=True)
    return {day for day in rows if day is not None}
