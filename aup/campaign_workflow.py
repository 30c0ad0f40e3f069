"""The one table of what may be done to a campaign in which state."""

from dataclasses import dataclass
from enum import StrEnum, auto

from django.utils.translation import gettext as _

from aup.choices import CampaignState
from esafety.access.refused import Refused


class CampaignAct(StrEnum):
    """What is done to a campaign."""

    CHANGE = auto()
    DROP = auto()
    START = auto()
    PAUSE = auto()
    GO_ON = auto()
    EXTEND = auto()
    CLOSE = auto()


@dataclass(frozen=True)
class CampaignRule:
    """From which states an act is allowed, where it leads (None: it stays) and its audit type."""

    states: frozenset[CampaignState]
    to: CampaignState | None
    audit_type: str


S = CampaignState

CAMPAIGN_RULES: dict[CampaignAct, CampaignRule] = {
    CampaignAct.CHANGE: CampaignRule(frozenset({S.DRAFT}), None, "campaign.changed"),
    CampaignAct.DROP: CampaignRule(frozenset({S.DRAFT}), None, "campaign.dropped"),
    CampaignAct.START: CampaignRule(frozenset({S.DRAFT}), S.RUNNING, "campaign.started"),
    CampaignAct.PAUSE: CampaignRule(frozenset({S.RUNNING}), S.PAUSED, "campaign.paused"),
    CampaignAct.GO_ON: CampaignRule(frozenset({S.PAUSED}), S.RUNNING, "campaign.went_on"),
    CampaignAct.EXTEND: CampaignRule(
        frozenset({S.RUNNING, S.PAUSED, S.CLOSED}), None, "campaign.extended"
    ),
    CampaignAct.CLOSE: CampaignRule(frozenset({S.RUNNING, S.PAUSED}), S.CLOSED, "campaign.closed"),
}


def allowed(state: str) -> frozenset[CampaignAct]:
    """What may be done in a state: buttons ask the same table."""
    return frozenset(
        act for act, rule in CAMPAIGN_RULES.items() if CampaignState(state) in rule.states
    )


def check_campaign_act(state: str, act: CampaignAct) -> CampaignRule:
    """The rule of the act, or Refused with a sentence."""
    rule = CAMPAIGN_RULES[act]
    if CampaignState(state) in rule.states:
        return rule
    words = {"state": CampaignState(state).label}
    raise Refused(_("This cannot be done while the campaign is “%(state)s”.") % words)


def after(state: str, act: CampaignAct) -> CampaignState:
    """The state that follows. One that was closed runs again when it is given more time."""
    rule = check_campaign_act(state, act)
    if act == CampaignAct.EXTEND and state == S.CLOSED:
        return S.RUNNING
    return rule.to or CampaignState(state)
