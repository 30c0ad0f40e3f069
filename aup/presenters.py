"""Words about the agreements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from aup.choices import IN_ORDER, AskState
from aup.models import Ask
from esafety.access.roles import Role
from esafety.schools import queries as schools
from esafety.signatures.models import Signature


def named() -> list[dict[str, str]]:
    """The people an agreement speaks of, at this school now: lead and safeguarding lead."""
    rows = []
    for role, label in (
        (Role.LEAD, _("eSafety lead")),
        (Role.DSL, _("Designated safeguarding lead")),
        (Role.HEAD, _("Headteacher")),
    ):
        names = [member.display_name for member in schools.holders(role)]
        rows.append({"key": label, "value": ", ".join(names)})
    return rows


@dataclass(frozen=True)
class Line:
    """One agreement in a member's list: how it stands and what can be done."""

    ask: Ask
    words: str
    tone: str
    can_sign: bool
    can_withdraw: bool


_TONES = {
    AskState.ASKED: "yellow",
    AskState.NO_REPLY: "yellow",
    AskState.SIGNED: "green",
    AskState.WITNESSED: "green",
    AskState.DECLINED: "red",
    AskState.DISAGREED: "red",
    AskState.SUPERSEDED: "grey",
    AskState.WITHDRAWN: "orange",
}


def tone_of(state: str) -> str:
    """The colour in which a state is shown."""
    return _TONES[AskState(state)]


def lines(asks: Iterable[Ask], signed: Mapping[int, bool]) -> list[Line]:
    """A member's own agreements, in the order given; `signed`: the numbers of those whose own part
    is signed, which for a pupil is not yet the whole, with whether they can take that back."""
    return [_line(ask, ask.pk in signed, signed.get(ask.pk, False)) for ask in asks]


def _line(ask: Ask, mine_is_signed: bool, stands: bool) -> Line:
    state = AskState(ask.state)
    can_withdraw = stands and state != AskState.SUPERSEDED
    if state in (AskState.ASKED, AskState.NO_REPLY) and mine_is_signed:
        words = _("You have signed. A parent or carer still has to")
        return Line(ask, words, "blue", can_sign=False, can_withdraw=can_withdraw)
    return Line(
        ask,
        str(state.label),
        tone_of(state),
        can_sign=state not in (*IN_ORDER, AskState.SUPERSEDED) and not stands,
        can_withdraw=can_withdraw,
    )


@dataclass(frozen=True)
class Copy:
    """One of a signer's own copies."""

    signature: Signature
    withdrawn: bool


def copies(signatures: Iterable[Signature]) -> list[Copy]:
    """The copies of what was signed, newest first."""
    return [Copy(one, withdrawn=hasattr(one, "withdrawal")) for one in signatures]
