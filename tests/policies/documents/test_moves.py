"""Every state, every act, everybody: only what the table of moves says can be done."""

from datetime import timedelta

import pytest

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from policies.documents import queries
from policies.documents.choices import State
from policies.documents.services import lifecycle, writing
from policies.documents.workflow import MOVES
from tests.policies.documents import walked

SOON = timedelta(days=100)
WRITERS = {"lena", "dee", "hari", "sima"}
APPROVERS = {"hari", "cora"}
KEEPERS = WRITERS | APPROVERS
PEOPLE = ("lena", "dee", "hari", "sima", "tom", "gwen", "cora", "olu", "nat", "system")
# Hari wrote, began and sent the text of each policy here, so he cannot approve it.
AUTHOR = "hari"


def acts(policy, by):
    """Each act with all that it needs, so that only the state and the person can refuse it."""
    seen = walked.revision(policy)
    return {
        "ask": lambda: lifecycle.open_consultation(
            policy=policy,
            revision=seen,
            asked="All",
            roles=["staff"],
            closes_on=walked.today(),
            by=by,
        ),
        "close": lambda: lifecycle.close_consultation(policy=policy, words="w", by=by),
        "change": lambda: writing.change(policy=policy, text="Other\n", revision=seen, by=by),
        "drop": lambda: writing.drop(policy=policy, revision=seen, by=by),
        "propose": lambda: lifecycle.propose(
            policy=policy, revision=seen, comment="c", material=True, by=by
        ),
        "send_back": lambda: lifecycle.send_back(policy=policy, reason="r", by=by),
        "approve": lambda: lifecycle.approve(**walked.approval(policy), by=by),
        "reopen": lambda: lifecycle.reopen(policy=policy, reason="r", by=by),
        "publish": lambda: lifecycle.publish(
            policy=policy, next_review_on=walked.today() + SOON, by=by
        ),
        "publish_anew": lambda: lifecycle.publish_anew(policy=policy, by=by),
        "review": lambda: lifecycle.open_review(policy=policy, reason="r", by=by),
        "end_review": lambda: lifecycle.end_review(
            policy=policy, reason="r", next_review_on=walked.today() + SOON, by=by
        ),
        "withdraw": lambda: lifecycle.withdraw(policy=policy, reason="r", by=by),
    }


# In which standing each act is possible at all, and by whom. Everything else is refused.
ALLOWED = {
    "draft": {
        "ask": WRITERS,
        "change": WRITERS,
        "propose": WRITERS,
        "withdraw": KEEPERS,
    },
    "draft proposed": {
        "send_back": KEEPERS,
        "approve": APPROVERS - {AUTHOR},
        "withdraw": KEEPERS,
    },
    "consultation": {"close": WRITERS},
    "approved": {"reopen": KEEPERS, "publish": WRITERS},
    "published": {"review": KEEPERS | {"system"}, "withdraw": APPROVERS},
    "review": {
        "ask": WRITERS,
        "change": WRITERS,
        "drop": WRITERS,
        "propose": WRITERS,
        "withdraw": APPROVERS,
    },
    "review proposed": {
        "send_back": KEEPERS,
        "approve": APPROVERS - {AUTHOR},
        "withdraw": APPROVERS,
    },
    "review without a text": {"end_review": KEEPERS, "withdraw": APPROVERS},
    "consultation again": {"close": WRITERS},
    "approved again": {"reopen": KEEPERS, "publish": WRITERS},
    "withdrawn": {},
}


@pytest.fixture
def people(lena, dee, hari, tom, gwen, cora, olu, nat, oakfield):
    from esafety.access.roles import Role
    from tests.factories.schools import make_member

    sima = make_member(oakfield, "Sima Sorrel", Role.SENIOR_LEADER, Role.STAFF)
    system = Actor.for_system("guidance", school_id=oakfield.pk)
    return {
        "lena": lena,
        "dee": dee,
        "hari": hari,
        "sima": sima,
        "tom": tom,
        "gwen": gwen,
        "cora": cora,
        "olu": olu,
        "nat": nat,
        "system": system,
    }


def standing(name, writer, approver):
    state, _, more = name.partition(" ")
    again = more == "again"
    policy = walked.in_state(State(state), writer, approver, once_published=again)
    if more == "proposed":
        walked.proposed(policy, writer)
    elif more == "without a text":
        writing.drop(policy=policy, revision=walked.revision(policy), by=writer)
    return walked.fresh(policy)


@pytest.mark.parametrize("name", ALLOWED)
def test_only_what_the_table_says_by_whom_it_says(name, people):
    from django.db import transaction

    policy = standing(name, people[AUTHOR], people["cora"])
    for act in acts(policy, people["lena"]):
        done, said = set(), []
        for who in PEOPLE:
            before = (policy.state, AuditEvent.objects.count())
            mark = transaction.savepoint()
            try:
                acts(policy, people[who])[act]()
                done.add(who)
            except Refused as refused:
                said.append(refused.sentence)
                assert (walked.fresh(policy).state, AuditEvent.objects.count()) == before
            transaction.savepoint_rollback(mark)
        assert all(said)
        assert done == ALLOWED[name].get(act, set()), f"{act} of a policy that is {name}"


def test_every_move_of_the_table_is_made_by_some_act(people):
    """The standings above cover every state, so no move of the table is left out."""
    assert {start for start, _to in MOVES} | {State.WITHDRAWN} == set(State)


def test_a_published_policy_under_review_is_still_in_force(people):
    policy = standing("consultation again", people["hari"], people["cora"])

    assert policy.state == State.CONSULTATION
    assert policy in queries.visible_to(people["gwen"])
    assert queries.current(policy).number == 1
