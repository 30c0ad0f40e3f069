"""What may be done to a campaign: every state and every act."""

from itertools import product

import pytest

from aup.campaign_workflow import (
    CAMPAIGN_RULES,
    CampaignAct,
    after,
    allowed,
    check_campaign_act,
)
from aup.choices import CampaignState
from esafety.access.refused import Refused
from esafety.audit import types

S, A = CampaignState, CampaignAct
MOVES = {
    (S.DRAFT, A.CHANGE): S.DRAFT,
    (S.DRAFT, A.DROP): S.DRAFT,
    (S.DRAFT, A.START): S.RUNNING,
    (S.RUNNING, A.PAUSE): S.PAUSED,
    (S.RUNNING, A.EXTEND): S.RUNNING,
    (S.RUNNING, A.CLOSE): S.CLOSED,
    (S.PAUSED, A.GO_ON): S.RUNNING,
    (S.PAUSED, A.EXTEND): S.PAUSED,
    (S.PAUSED, A.CLOSE): S.CLOSED,
    (S.CLOSED, A.EXTEND): S.RUNNING,
}


@pytest.mark.parametrize(("state", "act"), list(product(S, A)))
def test_every_act_in_every_state(state, act):
    assert (act in allowed(state)) == ((state, act) in MOVES)
    if (state, act) in MOVES:
        assert check_campaign_act(state, act) == CAMPAIGN_RULES[act]
        assert after(state, act) == MOVES[state, act]
        return
    for refusing in (check_campaign_act, after):
        with pytest.raises(Refused) as refused:
            refusing(state, act)
        assert str(state.label) in refused.value.sentence


def test_each_act_has_words_in_the_audit_log():
    assert {rule.audit_type for rule in CAMPAIGN_RULES.values()} <= set(types.known())
