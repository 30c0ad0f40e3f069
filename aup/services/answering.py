"""Answering: signing a part, refusing it, taking it back. Each answer decides the state anew."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aup import audiences, queries, states, workflow
from aup.choices import AnswerKind, Audience
from aup.models import Answer, Ask
from aup.parts import title_of
from aup.queries import texts
from aup.services import access, sending_copies, telling_office
from aup.states import Said
from aup.workflow import Act
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.languages import ENGLISH
from esafety.people.models import Person
from esafety.signatures.choices import Means, Part
from esafety.signatures.services import signing, withdrawing
from esafety.signatures.services.signing import Hand, Words


@dataclass
class Held:
    """A question that is locked until the transaction ends, with all that was said to it, oldest
    first, the forms on which that was signed, and the parents who must all sign."""

    ask: Ask
    said: list[Said]
    forms: set[uuid.UUID]
    parents: list[int]


def hold(ask: Ask) -> Held:
    """Lock a question inside the caller's transaction, and read what decides its state.

    It is read here, before the school's audit chain is taken: that is held until the commit, and
    everybody else who signs waits for it. The version of a question and its words never change,
    so what the caller has read of them is not read again.
    """
    rows = Ask.objects.select_related("subject")
    row: Ask = rows.select_for_update(of=("self",)).get(pk=ask.pk)
    row.agreement, row.version, row.school = ask.agreement, ask.version, ask.school
    said, forms = queries.said_on(row)
    return Held(row, said, forms, queries.parents_needed(row))


@transaction.atomic
def sign(
    *,
    ask: Ask,
    hand: Hand,
    once_key: uuid.UUID,
    by: Actor,
    locale: str = ENGLISH,
    day_on_paper: date | None = None,
) -> Answer:
    """Sign one part of the agreement that was asked for; pressed twice, it is the same answer.

    Raises Refused where a newer version has taken its place, where the part is not one of this
    agreement's, where it is not there in the language, and where the name is missing. Whoever
    calls this has made sure who signs.
    """
    return sign_held(
        held=hold(ask),
        hand=hand,
        once_key=once_key,
        by=by,
        locale=locale,
        day_on_paper=day_on_paper,
    )


@transaction.atomic(savepoint=False)
def sign_held(
    *,
    held: Held,
    hand: Hand,
    once_key: uuid.UUID,
    by: Actor,
    locale: str = ENGLISH,
    day_on_paper: date | None = None,
) -> Answer:
    """The same for a question that the caller holds already."""
    row = held.ask
    if once_key in held.forms:
        return queries.answers_of(row).filter(signature__once_key=once_key)[0]
    workflow.check_act(row.state, Act.SIGN)
    if hand.part not in _parts_of(row):
        raise Refused(_("This part does not belong to the agreement."))
    signature = signing.sign(
        school=row.school, words=words_of(row, locale), hand=hand, once_key=once_key, by=by
    )
    facts: dict[str, Any] = {
        "person": hand.signer,
        "signature": signature,
        "day_on_paper": day_on_paper,
    }
    answer = _answer(row, AnswerKind.SIGNED, hand.part, hand.means, by, **facts)
    _settle(held, Act.SIGN, answer, by)
    sending_copies.send_later(signature)
    return answer


@transaction.atomic
def decline(
    *,
    ask: Ask,
    part: Part,
    means: Means,
    reason: str,
    by: Actor,
    person: Person | None = None,
    day_on_paper: date | None = None,
) -> Answer:
    """Refuse to sign one part, with a reason."""
    held = hold(ask)
    row = held.ask
    workflow.check_act(row.state, Act.DECLINE)
    if part not in _parts_of(row):
        raise Refused(_("This part does not belong to the agreement."))
    if not reason.strip():
        raise Refused(_("Say why you do not sign."))
    facts: dict[str, Any] = {"person": person, "reason": reason, "day_on_paper": day_on_paper}
    answer = _answer(row, AnswerKind.DECLINED, part, means, by, **facts)
    _settle(held, Act.DECLINE, answer, by)
    return answer


@transaction.atomic
def withdraw(*, answer: Answer, reason: str, means: Means, by: Actor) -> Answer:
    """Take back what was signed, with a reason. The signature stays as it was made."""
    held = hold(answer.ask)
    row = held.ask
    workflow.check_act(row.state, Act.WITHDRAW)
    if answer.kind != AnswerKind.SIGNED or answer.signature is None:
        raise Refused(_("Only what was signed can be taken back."))
    withdrawing.withdraw(signature=answer.signature, reason=reason, by=by)
    taken = _answer(
        row,
        AnswerKind.WITHDRAWN,
        Part(answer.part),
        means,
        by,
        person=answer.person,
        signature=answer.signature,
        reason=reason,
    )
    _settle(held, Act.WITHDRAW, taken, by)
    return taken


def words_of(ask: Ask, locale: str = ENGLISH) -> Words:
    """The exact words of the version that was asked for, in the language that is read."""
    agreement, version = ask.agreement, ask.version
    text = version.text
    if locale != ENGLISH:
        translation = texts.translation(version, locale)
        if translation is None:
            raise Refused(_("The agreement is not there in this language."))
        text = translation.text
    return Words(
        document=str(agreement),
        version=version.number,
        locale=locale,
        title=title_of(text) or agreement.title,
        body=text,
    )


def _parts_of(ask: Ask) -> tuple[Part, ...]:
    """The parts that may be signed: those needed and, for a pupil, a teacher's reading in class."""
    needed = audiences.PARTS[Audience(ask.agreement.audience)]
    in_class = ask.agreement.audience in audiences.PUPILS
    return (*needed, Part.WITNESS) if in_class else needed


def _answer(
    ask: Ask,
    kind: AnswerKind,
    part: Part,
    means: Means,
    by: Actor,
    *,
    reason: str = "",
    **facts: Any,
) -> Answer:
    answer = Answer(
        school_id=ask.school_id,
        ask=ask,
        part=part,
        kind=kind,
        reason=reason.strip(),
        means=means,
        answered_at=timezone.now(),
        answered_by_ref=by.ref,
        **facts,
    )
    answer.save(force_insert=True)
    return answer


def _settle(held: Held, act: Act, answer: Answer, by: Actor) -> None:
    """Write the state that follows from all answers, and the event."""
    ask = held.ask
    needed = audiences.PARTS[Audience(ask.agreement.audience)]
    said, before = (
        Said(Part(answer.part), AnswerKind(answer.kind), answer.person_id or 0),
        ask.state,
    )
    held.said.append(said)
    ask.state = states.state_of(needed, held.said, parents=held.parents)
    ask.changed_at = answer.answered_at
    ask.save(update_fields=["state", "changed_at"])
    signature = str(answer.signature) if answer.signature else ""
    facts = {"part": answer.part, "state": str(ask.state), "signature": signature}
    audit.record(by=by, type=workflow.RULES[act].audit_type, object=str(ask), data=facts)
    access.refresh_one(ask.subject)
    telling_office.tell(ask=ask, answer=answer, before=before, entered_by=by.membership_id)
