"""Somebody left the school and joined it again: what was signed before does not count any more.

An agreement is signed on admission and consent to pictures is valid while at the school (spec), so
both begin anew. The answers stay as they were given; behind each stands that it has ended.
"""

from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aup import audiences, queries, states, workflow
from aup.choices import ENDED_BY, AnswerKind, AskState, Audience, LetterKind
from aup.consent_choices import ConsentKind
from aup.models import Answer, Ask
from aup.queries import consent as images
from aup.queries.reaching import ways_to, with_accounts
from aup.services import access, consent
from aup.services.delivering import deliver
from aup.workflow import Act
from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.people.models import Person
from esafety.people.returns import on_return
from esafety.signatures.choices import Means
from esafety.signatures.models import Signature
from esafety.signatures.services import withdrawing


@on_return
@transaction.atomic
def came_back(person: Person, by: Actor) -> None:
    """End every answer to this person's agreements and every consent to pictures of them, and ask
    again. It joins the transaction in which the return is recorded; `by` has recorded it."""
    clock = Actor.for_system(ENDED_BY.removeprefix("system:"), school_id=by.school_id)
    asks = list(queries.asks().filter(subject=person).select_for_update(of=("self",)))
    ended = [ask for ask in asks if _end_answers(ask, clock)]
    _end_images(person, clock)
    if ended:
        access.refresh([person.pk])
        _ask_again(person, ended, clock)


def _end_answers(ask: Ask, by: Actor) -> bool:
    """End what stands signed, also under a version that was replaced: while the newer one is asked
    for, the older signature would count. Whether the question is one to sign again: then it waits
    like one that nobody has answered, and campaigns remind of it."""
    newest = {(one.part, one.person_id): one for one in queries.answers_of(ask)}
    signed = [one for one in newest.values() if one.kind == AnswerKind.SIGNED]
    for answer in signed:
        _end(answer, cast(Signature, answer.signature), by)  # a constraint holds that there is one
    if not signed or ask.state == AskState.SUPERSEDED:
        return False
    rule = workflow.check_act(ask.state, Act.WITHDRAW)
    needed = audiences.PARTS[Audience(ask.agreement.audience)]
    parents = queries.parents_needed(ask)
    ask.state = states.state_of(needed, queries.said(ask), parents=parents)
    ask.changed_at = timezone.now()
    if ask.due_on is not None and ask.due_on < timezone.localdate():
        ask.due_on = None  # the last day of a time in which they were not asked
    ask.save(update_fields=["state", "changed_at", "due_on"])
    facts = {"state": str(ask.state), "returned": True}
    audit.record(by=by, type=rule.audit_type, object=str(ask), data=facts)
    return True


def _end(answer: Answer, signature: Signature, by: Actor) -> None:
    withdrawing.withdraw(signature=signature, reason=_reason(), by=by)
    Answer(
        school_id=answer.school_id,
        ask=answer.ask,
        part=answer.part,
        kind=AnswerKind.WITHDRAWN,
        person_id=answer.person_id,
        signature=signature,
        reason=_reason(),
        means=answer.means,
        answered_at=timezone.now(),
        answered_by_ref=by.ref,
    ).save(force_insert=True)


def _end_images(child: Person, by: Actor) -> None:
    newest = {row.guardian_id: row for row in reversed(images.history_of(child))}
    for row in [one for one in newest.values() if one.kind == ConsentKind.GIVEN]:
        means, reason = Means(row.means), _reason()
        consent.withdraw(child=child, guardian=row.guardian, means=means, by=by, reason=reason)


def _ask_again(person: Person, ended: list[Ask], by: Actor) -> None:
    """One letter or notice, as to those who are new; nothing where the school does not want it."""
    agreement = queries.agreement_of(person)
    ours = any(ask.agreement_id == agreement.pk for ask in ended) if agreement else False
    if agreement is None or not ours or not queries.settings_of(by.school_id).ask_new_people:
        return
    people = with_accounts(Person.objects.filter(pk=person.pk))
    deliver(
        ways=ways_to(people, agreement.audience),
        agreement=agreement,
        kind=LetterKind.ASK,
        key=f"returned:{person.pk}:{timezone.localdate().isoformat()}",
        by=by,
    )


def _reason() -> str:
    return _("Ended: left the school, and has joined it again since.")
