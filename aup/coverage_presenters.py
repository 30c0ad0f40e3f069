"""Words of the coverage page and its part of the home page. No queries."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from aup.choices import AskState
from aup.queries.coverage import NEW_VERSION, NOT_ASKED, Covered


@dataclass(frozen=True)
class Next:
    """What to do next in words, and where: the name of a page and what it is about."""

    words: str
    page: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One agreement: how many have signed, and what to do next."""

    covered: Covered
    percent: int
    words: str
    next: list[Next]


def lines(covered: list[Covered]) -> list[Line]:
    """The agreements that are somebody's, each with what to do next."""
    return [_line(one) for one in covered if one.people]


def _line(one: Covered) -> Line:
    percent = 100 * one.signed // one.people
    words = _("%(signed)s of %(people)s signed") % {"signed": one.signed, "people": one.people}
    return Line(one, percent, words, _next(one))


def _next(one: Covered) -> list[Next]:
    states, code = one.states, one.agreement.code
    found = [
        (states[NOT_ASKED], _("%(n)s not asked yet"), "aup:campaigns", ()),
        (states[NEW_VERSION], _("%(n)s to be asked for the new version"), "aup:campaigns", ()),
        *(
            (states[state], words, "aup:asked_people", (code, str(state)))
            for state, words in (
                (AskState.DISAGREED, _("%(n)s whose parents disagree: talk to them")),
                (AskState.DECLINED, _("%(n)s refused: read why and talk to them")),
                (AskState.WITHDRAWN, _("%(n)s taken back")),
                (AskState.NO_REPLY, _("%(n)s without a reply")),
            )
        ),
        (one.no_address, _("%(n)s cannot be written to: print a form for them"), "aup:paper", ()),
    ]
    return [Next(words % {"n": n}, page, about) for n, words, page, about in found if n]


def totals(rows: list[Line]) -> dict[str, Any]:
    """All agreements together."""
    people = sum(row.covered.people for row in rows)
    signed = sum(row.covered.signed for row in rows)
    waiting = sum(row.covered.states[AskState.ASKED] for row in rows)
    return {"people": people, "signed": signed, "waiting": waiting}
