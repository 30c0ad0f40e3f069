"""Every move of a draft: the legal ones, and the sentences for the others."""

from itertools import product

import pytest

from esafety.access.refused import Refused
from policies import workflow
from policies.choices import DraftState

LEGAL = set(workflow.MOVES)


@pytest.mark.parametrize(
    ("needs", "start", "to"), list(product([True, False], DraftState, DraftState))
)
def test_a_move_is_in_the_table_or_refused_with_a_sentence(needs, start, to):
    def move():
        return workflow.check_move(
            needs_approval=needs, start=start, to=to, reason="Because.", sound=True
        )

    if (needs, start, to) in LEGAL:
        assert move() is workflow.MOVES[needs, start, to]
    else:
        with pytest.raises(Refused, match=r"cannot become .*\.$"):
            move()


def test_a_draft_that_is_not_sound_goes_nowhere_but_away():
    for (needs, start, to), move in workflow.MOVES.items():
        if move.needs_sound:
            with pytest.raises(Refused, match="put right"):
                workflow.check_move(needs_approval=needs, start=start, to=to)


def test_sending_back_needs_a_reason():
    with pytest.raises(Refused, match="reason"):
        workflow.check_move(
            needs_approval=True, start=DraftState.PROPOSED, to=DraftState.DRAFT, reason=" "
        )


def test_only_a_draft_is_changed():
    workflow.check_can_change(DraftState.DRAFT)
    for state in set(DraftState) - {DraftState.DRAFT}:
        with pytest.raises(Refused, match="Send it back first"):
            workflow.check_can_change(state)
