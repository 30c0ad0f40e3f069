"""Who may change settings, members and roles."""

import pytest

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.schools import permissions

LEAD = Actor(school_id=1, membership_id=1, roles=frozenset({Role.LEAD}))
HEAD = Actor(school_id=1, membership_id=2, roles=frozenset({Role.HEAD}))
TEACHER = Actor(school_id=1, membership_id=3, roles=frozenset({Role.STAFF}))
DSL = Actor(school_id=1, membership_id=4, roles=frozenset({Role.DSL}))
SETUP = Actor.for_system("setup", school_id=1)
OTHER_SYSTEM = Actor.for_system("notifications", school_id=1)
HEADS_OWN = (Role.HEAD, Role.CHAIR, Role.DSL, Role.LEAD)
OTHERS = tuple(role for role in Role if role not in HEADS_OWN)


def may(actor, role, member=9, has_head=True):
    return permissions.may_change_role(actor, role, membership_id=member, has_head=has_head)


@pytest.mark.parametrize("role", OTHERS)
def test_a_lead_and_a_head_give_and_take_most_roles(role):
    assert may(LEAD, role)
    assert may(HEAD, role)


@pytest.mark.parametrize("role", HEADS_OWN)
def test_the_people_a_report_moves_on_to_are_the_heads_to_choose(role):
    assert may(HEAD, role)
    assert not may(LEAD, role)


def test_without_a_head_a_lead_names_the_first_and_nobody_else():
    assert may(LEAD, Role.HEAD, has_head=False)
    assert not may(LEAD, Role.DSL, has_head=False)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_changes_their_own_roles(role):
    assert not may(LEAD, role, member=LEAD.membership_id)
    assert not may(HEAD, role, member=HEAD.membership_id)


@pytest.mark.parametrize("actor", [TEACHER, DSL, OTHER_SYSTEM])
def test_others_change_no_roles(actor):
    assert not any(may(actor, role) for role in Role)
    with pytest.raises(Refused, match="manage members"):
        permissions.check_can_manage_members(actor)


def test_setting_up_gives_any_role():
    assert all(may(SETUP, role, member=None) for role in Role)


def test_settings_are_a_leads_and_a_heads():
    permissions.check_can_change_settings(LEAD)
    permissions.check_can_change_settings(HEAD)
    for actor in (TEACHER, DSL, SETUP):
        with pytest.raises(Refused, match="settings"):
            permissions.check_can_change_settings(actor)


def test_the_refusal_names_the_role():
    with pytest.raises(Refused, match="Chair of governors"):
        permissions.check_can_change_role(LEAD, Role.CHAIR, membership_id=9, has_head=True)
