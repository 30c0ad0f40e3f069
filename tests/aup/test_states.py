"""What all answers together make of a question, and what may be done in which state."""

from itertools import product

import pytest

from aup.choices import AnswerKind, AskState
from aup.states import Said, follow, missing_parts, state_of
from aup.workflow import RULES, Act, check_act
from esafety.access.refused import Refused
from esafety.signatures.choices import Part

S, D, W = AnswerKind.SIGNED, AnswerKind.DECLINED, AnswerKind.WITHDRAWN
OWN, PARENT, WITNESS, GROUP = Part.OWN, Part.PARENT, Part.WITNESS, Part.GROUP
BOTH = (OWN, PARENT)


@pytest.mark.parametrize(
    ("needed", "said", "parents", "state"),
    [
        ((OWN,), [], (), "asked"),
        ((OWN,), [(OWN, S, 1)], (), "signed"),
        ((OWN,), [(OWN, D, 1)], (), "declined"),
        ((OWN,), [(OWN, D, 1), (OWN, S, 1)], (), "signed"),
        ((OWN,), [(OWN, S, 1), (OWN, W, 1)], (), "withdrawn"),
        ((OWN,), [(OWN, S, 1), (OWN, W, 1), (OWN, S, 1)], (), "signed"),
        ((GROUP,), [(GROUP, S, 1)], (), "signed"),
        ((PARENT,), [(PARENT, S, 2)], (), "signed"),
        ((PARENT,), [(WITNESS, S, 0)], (), "asked"),
        ((PARENT,), [(WITNESS, S, 0), (PARENT, S, 2)], (), "witnessed"),
        (BOTH, [(OWN, S, 1)], (), "asked"),
        (BOTH, [(PARENT, S, 2)], (), "asked"),
        (BOTH, [(OWN, S, 1), (PARENT, S, 2)], (), "signed"),
        (BOTH, [(WITNESS, S, 0), (PARENT, S, 2)], (), "witnessed"),
        (BOTH, [(WITNESS, S, 0), (OWN, S, 1), (PARENT, S, 2)], (), "signed"),
        (BOTH, [(OWN, S, 1), (PARENT, D, 2)], (), "declined"),
        (BOTH, [(OWN, D, 1), (PARENT, S, 2)], (), "declined"),
        (BOTH, [(OWN, S, 1), (PARENT, S, 2), (PARENT, D, 3)], (), "disagreed"),
        (BOTH, [(OWN, S, 1), (PARENT, D, 2), (PARENT, S, 3)], (), "disagreed"),
        (BOTH, [(PARENT, D, 2), (PARENT, S, 3), (PARENT, S, 2)], (), "asked"),
        (BOTH, [(OWN, S, 1), (PARENT, S, 2), (PARENT, D, 3), (PARENT, S, 3)], (), "signed"),
        (BOTH, [(OWN, S, 1), (PARENT, S, 2)], (2, 3), "asked"),
        (BOTH, [(OWN, S, 1), (PARENT, S, 2), (PARENT, S, 3)], (2, 3), "signed"),
        (BOTH, [(OWN, S, 1), (PARENT, S, 2), (PARENT, W, 2)], (), "withdrawn"),
        (BOTH, [(OWN, S, 1), (PARENT, S, 2), (PARENT, S, 3), (PARENT, W, 2)], (), "signed"),
    ],
)
def test_the_state_follows_from_the_answers(needed, said, parents, state):
    assert state_of(needed, [Said(*one) for one in said], parents=parents) == state


def test_parents_who_disagree_disagree_in_every_order():
    answers = [Said(PARENT, S, 2), Said(PARENT, D, 3)]

    assert {state_of(BOTH, order) for order in (answers, answers[::-1])} == {AskState.DISAGREED}


def gone(part, kind, who):
    return Said(part, kind, who, gone=True)


@pytest.mark.parametrize(
    ("said", "parents", "state"),
    [
        ([Said(OWN, S, 1), Said(PARENT, S, 2), gone(PARENT, D, 3)], (), "signed"),
        ([Said(OWN, S, 1), gone(PARENT, D, 3)], (), "asked"),
        ([Said(OWN, S, 1), gone(PARENT, S, 3), gone(PARENT, W, 3)], (), "asked"),
        ([Said(OWN, S, 1), gone(PARENT, S, 3)], (), "signed"),
        ([Said(OWN, S, 1), gone(PARENT, S, 3)], (2,), "asked"),
        ([Said(OWN, S, 1), gone(PARENT, S, 3), Said(PARENT, D, 2)], (), "declined"),
        ([Said(OWN, D, 1), Said(PARENT, S, 2), gone(PARENT, D, 3)], (), "declined"),
    ],
)
def test_of_a_parent_who_may_not_sign_any_more_only_a_signature_counts(said, parents, state):
    assert state_of(BOTH, said, parents=parents) == state


X = AskState


@pytest.mark.parametrize(
    ("before", "now", "after"),
    [
        (X.ASKED, X.SIGNED, X.SIGNED),
        (X.DISAGREED, X.SIGNED, X.SIGNED),
        (X.DISAGREED, X.ASKED, X.ASKED),
        (X.NO_REPLY, X.ASKED, X.NO_REPLY),
        (X.NO_REPLY, X.SIGNED, X.SIGNED),
        (X.SIGNED, X.ASKED, X.SIGNED),
        (X.WITNESSED, X.WITHDRAWN, X.WITNESSED),
        (X.SIGNED, X.DISAGREED, X.DISAGREED),
        (X.WITNESSED, X.DECLINED, X.DECLINED),
    ],
)
def test_what_follows_where_others_must_sign_now(before, now, after):
    assert follow(before, now) == after


def test_the_parts_that_are_missing():
    assert missing_parts(BOTH, []) == [OWN, PARENT]
    assert missing_parts(BOTH, [Said(WITNESS, S)]) == [PARENT]
    assert missing_parts(BOTH, [Said(OWN, S, 1), Said(PARENT, S, 2)], parents=[2, 3]) == [PARENT]
    assert missing_parts((OWN,), [Said(OWN, S, 1)]) == []


LIVE = set(AskState) - {AskState.SUPERSEDED}
ALLOWED = {
    Act.SIGN: LIVE,
    Act.DECLINE: LIVE,
    Act.WITHDRAW: LIVE,
    Act.SUPERSEDE: LIVE,
    Act.REOPEN: {AskState.SUPERSEDED},
    Act.SETTLE: LIVE,
    Act.CLOSE: {AskState.ASKED},
    Act.ASK_AGAIN: {AskState.NO_REPLY},
}


@pytest.mark.parametrize(("state", "act"), list(product(AskState, Act)))
def test_every_act_in_every_state(state, act):
    if state in ALLOWED[act]:
        assert check_act(state, act) == RULES[act]
    else:
        with pytest.raises(Refused) as refused:
            check_act(state, act)
        assert refused.value.sentence.endswith(".")
