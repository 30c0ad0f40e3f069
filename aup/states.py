"""What the answers of those who must sign make of a question. Pure: no queries.

The newest answer of a person in a part counts. Where parents disagree the state says so, whoever
answered last. Of a parent who may not sign for the child any more only a signature still counts: it
was good when it was given, and a child does not lose access with a parent; a refusal would keep
the child out for good, since nobody could take it back.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from aup.choices import IN_ORDER, AnswerKind, AskState
from esafety.signatures.choices import Part


@dataclass(frozen=True)
class Said:
    """One answer: `who` is the person's number, 0 for somebody who is not in the directory;
    `gone`: a parent gave it who may not sign for the child any more, or it says that the one before
    has ended since somebody left and came back: then it is as if they had not answered."""

    part: Part
    kind: AnswerKind
    who: int = 0
    gone: bool = False


def state_of(
    needed: Iterable[Part], said: Iterable[Said], *, parents: Collection[int] = ()
) -> AskState:
    """The state that follows from the answers, oldest first. `parents`: all of these must sign;
    empty where one parent or carer is enough."""
    answers = list(said)
    now, of_today = _newest(answers), _newest(one for one in answers if not one.gone)
    parents_said = {kind for (part, _who), kind in of_today.items() if part == Part.PARENT}
    if {AnswerKind.SIGNED, AnswerKind.DECLINED} <= parents_said:
        return AskState.DISAGREED
    kinds = {(part, kind) for (part, _who), kind in now.items()}
    if any(kind == AnswerKind.DECLINED for _part, kind in kinds):
        return AskState.DECLINED
    if all(_is_there(part, now, parents) for part in needed):
        own = (Part.OWN, AnswerKind.SIGNED) in kinds
        witnessed = (Part.WITNESS, AnswerKind.SIGNED) in kinds
        return AskState.WITNESSED if witnessed and not own else AskState.SIGNED
    if any(kind == AnswerKind.WITHDRAWN for _part, kind in kinds):
        return AskState.WITHDRAWN
    return AskState.ASKED


def missing_parts(
    needed: Iterable[Part], said: Iterable[Said], *, parents: Collection[int] = ()
) -> list[Part]:
    """The parts that nobody has signed yet, in their order."""
    now = _newest(said)
    return [part for part in needed if not _is_there(part, now, parents)]


def follow(before: AskState, now: AskState) -> AskState:
    """How a question stands once it is others who must sign, or whose answers count. What was in
    order stays so unless somebody refuses, and what had no reply is not asked again by that."""
    if before in IN_ORDER:
        return now if now in (AskState.DECLINED, AskState.DISAGREED) else before
    return before if (before, now) == (AskState.NO_REPLY, AskState.ASKED) else now


def _newest(said: Iterable[Said]) -> dict[tuple[Part, int], AnswerKind]:
    newest = {(Part(one.part), one.who): one for one in said}
    return {
        key: AnswerKind(one.kind)
        for key, one in newest.items()
        if not one.gone or one.kind == AnswerKind.SIGNED
    }


def _is_there(
    part: Part, now: dict[tuple[Part, int], AnswerKind], parents: Collection[int]
) -> bool:
    signed = {(p, who) for (p, who), kind in now.items() if kind == AnswerKind.SIGNED}
    if part == Part.PARENT and parents:
        return all((Part.PARENT, who) in signed for who in parents)
    # A teacher who read it with the class stands for the child's own part.
    stand_ins = {part, Part.WITNESS} if part == Part.OWN else {part}
    return any(p in stand_ins for p, _who in signed)
