"""The one table of what may be done in which state of a question. What state follows from an answer
is in `states`, since it depends on everybody who must sign."""

from dataclasses import dataclass
from enum import StrEnum, auto

from django.utils.translation import gettext as _

from aup.choices import AskState
from esafety.access.refused import Refused


class Act(StrEnum):
    """What happens to a question."""

    SIGN = auto()
    DECLINE = auto()
    WITHDRAW = auto()
    CLOSE = auto()  # the campaign ends and there was no reply
    ASK_AGAIN = auto()
    SUPERSEDE = auto()  # a version with a larger change is asked for instead
    REOPEN = auto()  # what took its place was a mistake, and it is asked for after all
    SETTLE = auto()  # others must sign now, so that it stands otherwise (states.follow)


@dataclass(frozen=True)
class Rule:
    """From which states an act is allowed, and its audit type."""

    states: frozenset[AskState]
    audit_type: str


S = AskState
_LIVE = frozenset(S) - {S.SUPERSEDED}

RULES: dict[Act, Rule] = {
    Act.SIGN: Rule(_LIVE, "agreement.signed"),
    Act.DECLINE: Rule(_LIVE, "agreement.declined"),
    Act.WITHDRAW: Rule(_LIVE, "agreement.withdrawn"),
    Act.CLOSE: Rule(frozenset({S.ASKED}), "agreement.unanswered"),
    Act.ASK_AGAIN: Rule(frozenset({S.NO_REPLY}), "agreement.asked"),
    Act.SUPERSEDE: Rule(_LIVE, "agreement.superseded"),
    Act.REOPEN: Rule(frozenset({S.SUPERSEDED}), "agreement.asked"),
    Act.SETTLE: Rule(_LIVE, "agreement.settled"),
}


def check_act(state: str, act: Act) -> Rule:
    """The rule of the act, or Refused with a sentence."""
    rule = RULES[act]
    if AskState(state) in rule.states:
        return rule
    if state == S.SUPERSEDED:
        raise Refused(_("A newer version has taken the place of this one. Sign the newer one."))
    words = {"state": AskState(state).label}
    raise Refused(_("This cannot be done while it is “%(state)s”.") % words)
