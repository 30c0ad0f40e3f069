"""Who may do what to the rules."""

import pytest

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.access.roles import Role
from policies import permissions
from policies.models import RuleTableDraft
from policies.workflow import Move, Who

MANAGERS = {Role.LEAD, Role.DEPUTY_LEAD, Role.HEAD}
APPROVERS = {Role.HEAD, Role.SENIOR_LEADER}


def actor(role, number=1):
    return Actor(school_id=1, user_id=number, membership_id=number, roles=frozenset({role}))


def draft(**authors):
    return RuleTableDraft(**({"made_by_id": 5, "changed_by_id": 5} | authors))


@pytest.mark.parametrize("role", Role)
def test_those_who_manage_rules_edit_them(role):
    if role in MANAGERS:
        permissions.check_can_edit(actor(role))
    else:
        with pytest.raises(Refused, match=r"manage the rules can do this\.$"):
            permissions.check_can_edit(actor(role))


@pytest.mark.parametrize("role", Role)
def test_each_move_is_for_those_whom_the_table_names(role):
    allowed = {
        Who.MANAGER: role in MANAGERS,
        Who.APPROVER: role in APPROVERS,
        Who.EITHER: role in MANAGERS | APPROVERS,
    }
    for who, may in allowed.items():
        move = Move(who, "rules.proposed")
        assert permissions.may_move(actor(role), draft(), move) is may
        if not may:
            with pytest.raises(Refused, match=r"can do this\.$"):
                permissions.check_can_move(actor(role), draft(), move)


@pytest.mark.parametrize("part", ["made_by_id", "changed_by_id", "proposed_by_id"])
def test_nobody_approves_what_they_began_changed_or_sent(part):
    move = Move(Who.APPROVER, "rules.version_made")

    assert permissions.may_move(actor(Role.HEAD, 7), draft(), move)
    with pytest.raises(Refused, match="neither began nor last changed"):
        permissions.check_can_move(actor(Role.HEAD, 7), draft(**{part: 7}), move)
