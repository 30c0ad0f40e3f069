"""Roles as code: what each may do (spec/roles.md)."""

import pytest

from esafety.access.actor import Actor
from esafety.access.permissions import OPENS_INCIDENTS
from esafety.access.permissions import Permission as P
from esafety.access.roles import ROLES, Role, permissions_of


def may(role: Role) -> frozenset[P]:
    return ROLES[role].permissions


def test_every_role_is_described():
    assert set(ROLES) == set(Role)
    assert all(str(spec.label) and str(spec.description) for spec in ROLES.values())


def test_every_permission_is_some_roles():
    assert permissions_of(frozenset(Role)) == frozenset(P)


@pytest.mark.parametrize(
    "role", [Role.GOVERNOR, Role.ESAFETY_GOVERNOR, Role.STAFF, Role.OFFICE, Role.TECHNICAL_SUPPORT]
)
def test_those_who_see_no_incident_cannot_open_the_log(role):
    assert not may(role) & {P.INCIDENT_LOG, P.INCIDENT_TRIAGE, P.INCIDENT_EXPORT}


@pytest.mark.parametrize("role", [Role.LEAD, Role.DEPUTY_LEAD])
def test_a_deputy_may_do_the_same_as_the_lead(role):
    assert may(role) == may(Role.LEAD)


def test_the_deputy_dsl_may_do_the_same_as_the_dsl():
    assert may(Role.DEPUTY_DSL) == may(Role.DSL)


def test_only_the_head_approves_reports():
    assert {role for role in Role if P.REPORT_APPROVE in may(role)} == {Role.HEAD}


def test_only_head_and_chair_open_the_annex():
    assert {role for role in Role if P.REPORT_ANNEX in may(role)} == {Role.HEAD, Role.CHAIR}


def test_a_senior_leader_reads_the_log_and_handles_nothing():
    assert P.INCIDENT_LOG in may(Role.SENIOR_LEADER)
    assert P.INCIDENT_TRIAGE not in may(Role.SENIOR_LEADER)


def test_the_office_keeps_people_and_gives_no_roles():
    assert P.PEOPLE_MANAGE in may(Role.OFFICE)
    assert P.MEMBERS_MANAGE not in may(Role.OFFICE)


def test_head_and_lead_alone_read_the_audit_log():
    readers = {role for role in Role if P.AUDIT_VIEW in may(role)}

    assert readers == {Role.HEAD, Role.LEAD, Role.DEPUTY_LEAD}


def test_several_roles_add_up():
    both = permissions_of(frozenset({Role.OFFICE, Role.GOVERNOR}))

    assert both == may(Role.OFFICE) | may(Role.GOVERNOR)


def test_no_role_means_no_right():
    assert permissions_of(frozenset()) == frozenset()
    assert not Actor(school_id=1).can(P.HOME)


def test_whoever_opens_incidents_needs_a_second_factor():
    assert P.INCIDENT_LOG in OPENS_INCIDENTS


def test_a_system_actor_has_a_name_and_no_permission():
    actor = Actor.for_system("notifications", school_id=1)

    assert (actor.is_system, actor.ref, actor.permissions) == (
        True,
        "system:notifications",
        frozenset(),
    )
    with pytest.raises(ValueError, match="needs a name"):
        Actor.for_system("", school_id=1)


def test_an_actor_is_told_by_roles_and_named_by_reference():
    actor = Actor(school_id=1, membership_id=7, roles=frozenset({Role.HEAD}))

    assert actor.has_role(Role.HEAD, Role.LEAD)
    assert not actor.has_role(Role.LEAD)
    assert (actor.ref, actor.is_system) == ("member:7", False)
