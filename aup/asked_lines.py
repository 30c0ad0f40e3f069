"""What was answered to one question, for the office: who said what, when, and by which way."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from aup.choices import AnswerKind
from aup.models import Answer
from esafety.signatures.choices import Means, Part
from esafety.signatures.models import Signature

_TONES = {
    AnswerKind.SIGNED: "green",
    AnswerKind.DECLINED: "red",
    AnswerKind.WITHDRAWN: "orange",
}


@dataclass(frozen=True)
class Line:
    """One answer. `copy` is its signature where the office may print the certificate."""

    who: str
    part: str
    words: str
    tone: str
    at: datetime
    day_on_paper: date | None
    how: str
    reason: str
    copy: Signature | None


def lines(answers: Iterable[Answer], copies: Collection[int]) -> list[Line]:
    """The answers in the order given; `copies`: numbers of the signatures that may be printed."""
    return [_line(one, one.signature_id in copies) for one in answers]


def _line(answer: Answer, may_print: bool) -> Line:
    kind, signature = AnswerKind(answer.kind), answer.signature
    name = signature.name if signature else ""
    return Line(
        who=answer.person.name if answer.person else name,
        part=str(Part(answer.part).label),
        words=str(kind.label),
        tone=_TONES[kind],
        at=answer.answered_at,
        day_on_paper=answer.day_on_paper,
        how=str(Means(answer.means).label),
        reason=answer.reason,
        copy=signature if may_print and kind == AnswerKind.SIGNED else None,
    )
