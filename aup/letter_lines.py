"""The letters about one question, for the office: to whom, when, and whether each came back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from aup.choices import LetterKind
from aup.models import Letter

SHOWN = 30
# The class of a status code (RFC 3463) in the words of somebody who has to do something about it.
_WHY = {
    "5.1": _("there is no such address"),
    "5.2": _("the mailbox takes no mail; it may be full"),
    "5.4": _("no mail can be brought to such an address"),
    "5.7": _("the other side does not let it in"),
}


@dataclass(frozen=True)
class LetterLine:
    """One letter. `may_return`: somebody may still say that it came back."""

    letter: Letter
    what: str
    words: str
    tone: str
    why: str
    returned_at: datetime | None
    may_return: bool


def lines(letters: Iterable[Letter]) -> list[LetterLine]:
    """The letters in the order given."""
    return [_line(one) for one in letters]


def _line(letter: Letter) -> LetterLine:
    words, tone = _standing(letter)
    return LetterLine(
        letter=letter,
        what=str(LetterKind(letter.kind).label),
        words=words,
        tone=tone,
        why=_why(letter.returned_status),
        returned_at=letter.returned_at,
        may_return=letter.sent_at is not None and letter.returned_at is None,
    )


def _standing(letter: Letter) -> tuple[str, str]:
    if letter.returned_at is not None:
        return _now("Came back"), "red"
    if letter.sent_at is not None:
        return _now("Sent"), "blue"
    return (_now("Not sent"), "red") if letter.failed else (_now("Waiting"), "grey")


def _why(status: str) -> str:
    """A status code in words, and itself for who looks after the mail; "" without one."""
    if not status:
        return ""
    words = str(_WHY.get(status[:3], _("it was refused for good")))
    return _now("%(why)s (code %(code)s)") % {"why": words, "code": status}
