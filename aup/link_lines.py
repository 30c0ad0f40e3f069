"""How each question of a family is told to the one who holds the link."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from aup.choices import IN_ORDER, AnswerKind, AskState
from aup.models import Ask, Link
from aup.queries import by_link as queries
from aup.queries.by_link import Turn
from esafety.people.choices import Kind
from esafety.signatures.models import Signature


@dataclass(frozen=True)
class Line:
    """One child, or oneself: how it stands in words, and what can be done."""

    ask: Ask
    name: str
    words: str
    tone: str
    more: str
    is_open: bool
    can_sign: bool
    can_decline: bool
    can_withdraw: bool
    copies: list[Signature]
    childs_day: date | None = None
    """When the child signed, where that is in none of these copies."""


def lines(turns: Iterable[Turn], link: Link, on: date) -> list[Line]:
    """The questions in the order given, with the copies that belong to each; whoever came by the
    code of a form takes nothing back."""
    shown, copies = list(turns), defaultdict(list)
    for one in queries.copies_by(link, on):
        copies[one.subject_id].append(one)
    childs = queries.signed_by_child([turn.ask for turn in shown if len(turn.may) > 1])
    told = [_line(turn, copies[turn.ask.subject_id], childs.get(turn.ask.pk)) for turn in shown]
    return told if link.paper_code is None else [_kept_as_it_is(line) for line in told]


def _kept_as_it_is(line: Line) -> Line:
    return replace(line, can_decline=line.can_decline and not line.can_withdraw, can_withdraw=False)


def _line(turn: Turn, copies: list[Signature], childs: tuple[int, date] | None) -> Line:
    said = turn.answer.kind if turn.answer else ""
    words, tone = _stands(turn, said)
    enough = turn.ask.state in IN_ORDER and said != AnswerKind.SIGNED
    return Line(
        ask=turn.ask,
        name=turn.ask.subject.name if turn.ask.subject.kind == Kind.PUPIL else "",
        words=words,
        tone=tone,
        more=_("The school will talk to you.") if tone == "red" else "",
        is_open=bool(turn.left) and not said and not enough,
        can_sign=bool(turn.left),
        can_decline=said != AnswerKind.DECLINED,
        can_withdraw=said == AnswerKind.SIGNED,
        copies=copies,
        childs_day=childs[1] if childs and childs[0] not in {one.pk for one in copies} else None,
    )


def _stands(turn: Turn, said: str) -> tuple[str, str]:
    """In words of its reader, and the colour of the words."""
    state = AskState(turn.ask.state)
    if state == AskState.DISAGREED:
        return _("You do not all agree"), "red"
    if said == AnswerKind.DECLINED:
        return _("You did not sign"), "red"
    if said == AnswerKind.WITHDRAWN:
        return _("You took it back"), "orange"
    if state in IN_ORDER:
        return (_("Signed") if said else _("Somebody has signed already")), "green"
    if state == AskState.DECLINED:
        return _("Somebody did not want to sign"), "red"
    if said == AnswerKind.SIGNED:
        child = _("Your child still has to sign")
        return (child if turn.left else _("Waiting for another parent")), "yellow"
    return _("Please sign"), "yellow"
