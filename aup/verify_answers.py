"""Whether what the school goes by is still what was answered (`manage.py verify_signatures`): the
states of questions, from which the access list is made, and the answers about pictures.

Only what answers decide is compared. That a question had no reply or was replaced follows from days
and versions; and which parents must all sign, and whose answer counts, may have changed since the
last answer was given: each state that could follow is let pass.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet
from django_scopes import scopes_disabled

from aup import audiences, consent_words, states
from aup.choices import ENDED_BY, IN_ORDER, AnswerKind, AskState, Audience
from aup.consent_choices import ConsentKind, Use
from aup.models import Answer, Ask, ImageConsent
from aup.queries.asking import tied
from aup.states import Said
from esafety.people.models import Guardianship
from esafety.signatures.choices import Part
from esafety.signatures.models import Signature
from esafety.signatures.verify import Broken, also

_PORTION = 500
Row = TypeVar("Row", bound=Model)


@also
def questions(school_id: int) -> Iterator[Broken]:
    """Every question whose state does not follow from its answers, and every answer that stands on
    the signature of something else."""
    with scopes_disabled():
        rows = Ask.objects.filter(school_id=school_id).select_related("agreement", "version")
        for portion in _portions(rows):
            answers, ties = _answers(portion), _ties(portion)
            for ask in portion:
                given = answers[ask.pk]
                for one in given:
                    yield from (Broken(str(one), what) for what in _of_answer(ask, one, given))
                if ask.state not in _possible(ask, given, ties[ask.subject_id]):
                    yield Broken(str(ask), "its state does not follow from its answers")


@also
def pictures(school_id: int) -> Iterator[Broken]:
    """Every answer about pictures that is not the one that was signed."""
    with scopes_disabled():
        rows = ImageConsent.objects.filter(school_id=school_id)
        rows = rows.select_related("signature__text", "signature__withdrawal")
        rows = rows.defer("signature__text__body").prefetch_related("answers")
        for portion in _portions(rows):
            taken = _taken_back(portion)
            for row in portion:
                is_taken = row.signature_id in taken
                yield from (Broken(str(row), what) for what in _of_pictures(row, is_taken))
        signed = Signature.objects.filter(
            school_id=school_id, text__document=consent_words.current().document
        )
        for code in signed.filter(image_consents=None).values_list("code", flat=True):
            yield Broken(code, "its answers about pictures are missing")


def _portions(rows: QuerySet[Row]) -> Iterator[list[Row]]:
    """The rows piece by piece, so that a school of any size is looked at in the same memory."""
    after = 0
    while portion := list(rows.filter(pk__gt=after).order_by("pk")[:_PORTION]):
        yield portion
        after = portion[-1].pk


def _answers(portion: list[Ask]) -> dict[int, list[Answer]]:
    """The answers to these questions, oldest first, without the words that were signed."""
    found: dict[int, list[Answer]] = defaultdict(list)
    rows = Answer.objects.filter(ask__in=[ask.pk for ask in portion]).order_by("pk")
    rows = rows.select_related("signature__text", "signature__withdrawal")
    for row in rows.defer("signature__record", "signature__text__body"):
        found[row.ask_id].append(row)
    return found


def _ties(portion: list[Ask]) -> dict[int, dict[int, bool]]:
    """All parents and carers these children ever had, with whether they may sign today."""
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    rows = Guardianship.objects.filter(child__in={ask.subject_id for ask in portion})
    rows = rows.annotate(may=Exists(tied().filter(pk=OuterRef("pk"))))
    for child, guardian, may in rows.values_list("child", "guardian", "may"):
        found[child][guardian] = may
    return found


def _of_answer(ask: Ask, one: Answer, given: list[Answer]) -> Iterator[str]:
    signature = one.signature
    if signature is None:  # a refusal has none
        return
    text = signature.text
    found = (text.document, text.version, signature.subject_id, signature.part, signature.signer_id)
    wanted = (str(ask.agreement), ask.version.number, ask.subject_id, one.part, one.person_id)
    if found != wanted:
        yield "it stands on the signature of something else"
    taken = any(
        (other.kind, other.signature_id) == (AnswerKind.WITHDRAWN, signature.pk) for other in given
    )
    if hasattr(signature, "withdrawal") is not taken:
        yield "its signature was taken back, and the answers say otherwise"


def _possible(ask: Ask, given: list[Answer], ties: Mapping[int, bool]) -> set[AskState]:
    """The states that can follow from these answers: as if all of those who gave them may sign, and
    as those count who may sign today."""
    needed = audiences.PARTS[Audience(ask.agreement.audience)]
    every = [Said(Part(one.part), AnswerKind(one.kind), one.person_id or 0) for one in given]
    gone = [_is_gone(one, ties) for one in given]
    of_today = [replace(said, gone=is_gone) for said, is_gone in zip(every, gone, strict=True)]
    found = {AskState.SUPERSEDED}
    for said in (every, of_today):
        state = states.state_of(needed, said)
        found.add(state)
        if state in IN_ORDER and ties:  # where all parents must sign, one may be missing
            found.add(states.state_of(needed, said, parents=list(ties)))
    return found | {AskState.NO_REPLY} if AskState.ASKED in found else found


def _is_gone(one: Answer, ties: Mapping[int, bool]) -> bool:
    """As `asking.with_gone` says it."""
    of_parent = one.part == Part.PARENT and one.person_id is not None
    return one.answered_by_ref == ENDED_BY or (of_parent and not ties.get(one.person_id or 0))


def _taken_back(portion: list[ImageConsent]) -> set[int]:
    """Of the signatures of these, those that the list knows to be taken back."""
    rows = ImageConsent.objects.filter(signature__in={row.signature_id for row in portion})
    taken = rows.filter(kind=ConsentKind.WITHDRAWN).values_list("signature", flat=True)
    return set(taken)


def _of_pictures(row: ImageConsent, is_taken: bool) -> Iterator[str]:
    signature = row.signature
    found = (signature.text.document, signature.subject_id, signature.part, signature.signer_id)
    document = consent_words.current().document
    if found != (document, row.child_id, Part.PARENT, row.guardian_id):
        yield "it stands on the signature of something else"
    if hasattr(signature, "withdrawal") is not is_taken:
        yield "its signature was taken back, and the answers say otherwise"
    kept = {str(Use(one.use).label): "Yes" if one.yes else "No" for one in row.answers.all()}
    if row.day_on_paper is not None:
        kept["day_on_paper"] = row.day_on_paper.isoformat()
    if row.kind == ConsentKind.GIVEN and kept != _signed(signature):
        yield "its answers are not those that were signed"


def _signed(signature: Signature) -> Any:
    """The answers that the record holds; None where it cannot be read any more."""
    try:
        return json.loads(signature.record)["answers"]
    except (ValueError, KeyError, TypeError):
        return None
