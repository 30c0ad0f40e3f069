"""Telling the office what somebody has to talk about: a refusal, and parents who disagree."""

from aup.choices import AnswerKind, AskState
from aup.models import Answer, Ask
from esafety.access.permissions import Permission
from esafety.access.roles import Role
from esafety.notices import services as notices
from esafety.schools import queries as schools

DISAGREED, REFUSED = "agreement.disagreed", "agreement.refused"


def tell(*, ask: Ask, answer: Answer, before: str, entered_by: int | None) -> None:
    """Tell the office, inside the transaction of the answer, that parents now disagree, or that
    somebody refused; not the member who entered it. A school without an office has those told
    who run the campaigns."""
    kind = _kind(ask, answer, before)
    if not kind:
        return
    office = list(schools.holders(Role.OFFICE))
    for member in office or schools.holders_of(Permission.AGREEMENT_MANAGE):
        if member.pk != entered_by:
            notices.tell(
                member=member,
                kind=kind,
                object=str(ask),
                school_id=ask.school_id,
                once_key=f"{kind}:{answer.pk}",
            )


def _kind(ask: Ask, answer: Answer, before: str) -> str:
    if ask.state == AskState.DISAGREED and before != AskState.DISAGREED:
        return DISAGREED
    return REFUSED if answer.kind == AnswerKind.DECLINED else ""
