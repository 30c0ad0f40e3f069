"""What a member was asked to sign themselves, and their own copies."""

from django.db.models import OuterRef, QuerySet, Subquery

from aup.choices import AnswerKind, AskState
from aup.models import Answer, Ask
from aup.queries.asking import asks
from aup.queries.witnessing import said_yes
from esafety.access.actor import Actor
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from esafety.signatures.choices import Part
from esafety.signatures.models import Signature
from esafety.signatures.queries import signatures

_OWN = (Part.OWN, Part.GROUP)
"""The parts that a member signs for themselves; a question has one of them."""


def person_of(actor: Actor) -> Person | None:
    """The member's own entry in the directory."""
    found: Person | None = Person.objects.filter(membership=actor.membership_id or 0).first()
    return found


def member_of(actor: Actor) -> Membership | None:
    """The member, while they belong to the school."""
    found: Membership | None = schools.current_members().filter(pk=actor.membership_id or 0).first()
    return found


def mine(actor: Actor) -> QuerySet[Ask]:
    """What this member was asked to sign, newest version first; earlier ones stay in the list."""
    rows = asks().filter(subject__membership=actor.membership_id or 0)
    return rows.order_by("-version__effective_from", "-pk")


def to_sign(actor: Actor) -> QuerySet[Ask]:
    """What this member was asked and has not answered; what they refused they know of, and a pupil
    who has signed waits for a parent or carer."""
    return mine(actor).filter(~said_yes(), state__in=[AskState.ASKED, AskState.NO_REPLY])


def signed_by_me(actor: Actor) -> dict[int, bool]:
    """The questions whose own part is signed, with whether it is by a signature of this member's
    own that stands (`my_answer`): what they can take back."""
    own = Answer.objects.filter(ask=OuterRef("pk"), person=OuterRef("subject"), part__in=_OWN)
    newest = Subquery(own.order_by("-pk").values("kind")[:1])
    rows = mine(actor).annotate(is_signed=said_yes(), newest=newest)
    found = rows.values_list("pk", "is_signed", "newest")
    stands = AnswerKind.SIGNED
    return {pk: kind == stands for pk, signed, kind in found if signed or kind == stands}


def my_answer(ask: Ask, person: Person) -> Answer | None:
    """The newest answer that somebody gave in their own part, whoever answered after them."""
    mine = Answer.objects.filter(ask=ask, person=person, part__in=_OWN)
    found: Answer | None = mine.order_by("pk").last()
    return found


def my_signatures(actor: Actor) -> QuerySet[Signature]:
    """What this member signed with their account or about themselves: their own copies."""
    own = signatures().filter(member=actor.membership_id or 0)
    own = own.exclude(part=Part.WITNESS)  # those are the children's
    return own | signatures().filter(subject__membership=actor.membership_id or 0, part="own")
