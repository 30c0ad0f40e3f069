"""What the answers of those who must sign make of a question. Pure: no queries.

The newest answer of a person in a part counts. Where parents disagree the state says so, whoever
answered last.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from aup.choices import AnswerKind, AskState
from esafety.signatures.choices import Part


@dataclass(frozen=True)
class Said:
    """One answer: `who` is the person's number, 0 for somebody who is not in the directory."""

    part: Part
    kind: AnswerKind
    who: int = 0


def state_of(
    needed: Iterable[Part], said: Iterable[Said], *, parents: Collection[int] = ()
) -> AskState:
    """The state that follows from the answers, oldest first. `parents`: all of these must sign;
    empty where one parent or carer is enough."""
    now = _newest(said)
    kinds = {(part, kind) for (part, _who), kind in now.items()}
    if {(Part.PARENT, AnswerKind.SIGNED), (Part.PARENT, AnswerKind.DECLINED)} <= kinds:
        return AskState.DISAGREED
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


def _newest(said: Iterable[Said]) -> dict[tuple[Part, int], AnswerKind]:
    return {(Part(one.part), one.who): AnswerKind(one.kind) for one in said}


def _is_there(
    part: Part, now: dict[tuple[Part, int], AnswerKind], parents: Collection[int]
) -> bool:
    signed = {(p, who) for (p, who), kind in now.items() if kind == AnswerKind.SIGNED}
    if part == Part.PARENT and parents:
        return all((Part.PARENT, who) in signed for who in parents)
    # A teacher who read it with the class stands for the child's own part.
    stand_ins = {part, Part.WITNESS} if part == Part.OWN else {part}
    return any(p in stand_ins for p, _who in signed)
