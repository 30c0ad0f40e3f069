"""Lines of the office's lists of visitors."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aup.choices import IN_ORDER, AskState
from aup.models import Ask


@dataclass(frozen=True)
class Line:
    """One visitor: who, as what, and whether they signed, refused or still have to sign."""

    ask: Ask
    words: str | Promise
    tone: str


def lines(asks: Iterable[Ask]) -> list[Line]:
    """Visitors in the order given."""
    return [Line(ask, *_standing(AskState(ask.state))) for ask in asks]


def _standing(state: AskState) -> tuple[str | Promise, str]:
    if state in IN_ORDER:
        return _("Signed"), "green"
    if state == AskState.DECLINED:
        return _("Refused"), "red"
    if state in (AskState.ASKED, AskState.NO_REPLY):
        return _("Still to sign"), "yellow"
    return AskState(state).label, "grey"
