"""A member signs with their account."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from aup import audiences, queries
from aup.choices import AnswerKind, AskState, Audience
from aup.models import Answer, Ask
from aup.services import answering
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.languages import ENGLISH
from esafety.signatures.choices import Means, Part
from esafety.signatures.services.signing import Hand


@transaction.atomic
def sign(
    *,
    ask: Ask,
    name: str,
    statement: str,
    second_factor: bool,
    ip: str,
    browser: str,
    once_key: uuid.UUID,
    by: Actor,
    locale: str = ENGLISH,
) -> Answer:
    """Sign one's own part with one's account, or the signature that stands there already; refused
    for a question about somebody else."""
    person, member = queries.person_of(by), queries.member_of(by)
    if person is None or member is None or ask.subject_id != person.pk:
        raise Refused(_("This agreement is somebody else’s."))
    held = answering.hold(ask)
    there = queries.my_answer(held.ask, person)
    replaced = held.ask.state == AskState.SUPERSEDED  # answering says so
    # Signed meanwhile in another window or on another device: nobody signs twice.
    if there is not None and there.kind == AnswerKind.SIGNED and not replaced:
        return there
    hand = Hand(
        name=name,
        statement=statement,
        part=part_of(ask),
        means=Means.SECOND_FACTOR if second_factor else Means.ACCOUNT,
        subject=person,
        signer=person,
        member=member,
        ip=ip,
        browser=browser,
    )
    return answering.sign_held(held=held, hand=hand, once_key=once_key, by=by, locale=locale)


@transaction.atomic
def decline(*, ask: Ask, reason: str, second_factor: bool, by: Actor) -> Answer:
    """Refuse one's own part, with a reason."""
    person = queries.person_of(by)
    if person is None or ask.subject_id != person.pk:
        raise Refused(_("This agreement is somebody else’s."))
    means = Means.SECOND_FACTOR if second_factor else Means.ACCOUNT
    return answering.decline(
        ask=ask, part=part_of(ask), means=means, reason=reason, by=by, person=person
    )


@transaction.atomic
def withdraw(*, ask: Ask, reason: str, second_factor: bool, by: Actor) -> Answer:
    """Take back one's own signature, with a reason."""
    person = queries.person_of(by)
    answer = queries.my_answer(ask, person) if person is not None else None
    if answer is None or answer.kind != AnswerKind.SIGNED:
        raise Refused(_("You have not signed this agreement."))
    means = Means.SECOND_FACTOR if second_factor else Means.ACCOUNT
    return answering.withdraw(answer=answer, reason=reason, means=means, by=by)


def part_of(ask: Ask) -> Part:
    """The part that is the person's own: of a group, that of its responsible person."""
    needed = audiences.PARTS[Audience(ask.agreement.audience)]
    return Part.GROUP if Part.GROUP in needed else Part.OWN
