"""Who may do what to an incident: role and row."""

import pytest

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.access.roles import Role
from incidents import permissions
from incidents.steps import steps
from tests.factories.incidents import make_incident
from tests.factories.schools import make_member
from tests.incidents.cases import entry_of, make_case

HANDLE = {Role.LEAD, Role.DEPUTY_LEAD, Role.DSL, Role.DEPUTY_DSL, Role.HEAD}
READ = HANDLE | {Role.SENIOR_LEADER}
REPORT = READ | {Role.STAFF, Role.HEAD_OF_YEAR, Role.TECHNICAL_SUPPORT, Role.OFFICE}
MANAGE = {Role.LEAD, Role.DEPUTY_LEAD, Role.HEAD}


def allowed(check, *args) -> bool:
    try:
        check(*args)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("role", list(Role))
def test_what_each_role_may_do_to_an_ordinary_incident(oakfield, role):
    actor, incident = make_member(oakfield, "Robin Rowan", role), make_incident(oakfield)

    assert allowed(permissions.check_can_submit, actor) == (role in REPORT)
    assert allowed(permissions.check_can_see, actor, incident) == (role in READ)
    assert allowed(permissions.check_can_triage, actor, incident) == (role in HANDLE)
    assert allowed(permissions.check_can_export, actor) == (role in READ)
    assert allowed(permissions.check_can_change_types, actor) == (role in MANAGE)


@pytest.mark.parametrize("role", list(Role))
def test_an_incident_that_names_the_head_is_handled_by_the_chair_alone(oakfield, hari, role):
    actor = make_member(oakfield, "Robin Rowan", role)
    incident = make_incident(oakfield, people=[(entry_of(hari), "offender")])

    assert allowed(permissions.check_can_see, actor, incident) == (role == Role.CHAIR)
    assert allowed(permissions.check_can_triage, actor, incident) == (role == Role.CHAIR)


@pytest.mark.parametrize("role", sorted(READ))
def test_whoever_is_named_is_told_that_there_is_no_such_incident(oakfield, role):
    actor = make_member(oakfield, "Robin Rowan", role)
    incident = make_incident(oakfield, people=[(entry_of(actor), "witness")])

    with pytest.raises(Refused, match="This incident was not found"):
        permissions.check_can_see(actor, incident)


def test_a_part_of_the_system_handles_no_incident(oakfield):
    system = Actor.for_system("notifications", school_id=oakfield.pk)

    with pytest.raises(Refused, match="Only those who handle incidents"):
        permissions.check_can_triage(system, make_incident(oakfield))


@pytest.mark.parametrize(
    ("status", "moves"),
    [
        ("submitted", {"acknowledge", "not_incident", "merge"}),
        ("acknowledged", {"start", "begin_action", "close", "not_incident", "merge"}),
        ("investigating", {"begin_action", "close", "not_incident", "merge"}),
        ("in_action", {"start", "close", "not_incident", "merge"}),
        ("closed", {"reopen"}),
        ("not_incident", {"reopen"}),
        ("merged", set()),
    ],
)
def test_the_buttons_are_what_workflow_and_permissions_allow(oakfield, lena, status, moves):
    found = steps(make_case(oakfield, status), lena)

    assert {step.name for step in found.moves} == moves
    over = status in ("closed", "not_incident", "merged")
    assert bool(found.sentence) == over
    assert [step.name for step in found.writing][-1] == "add_note"
    assert (len(found.writing) == 1) == over


def test_one_press_is_enough_where_no_words_are_needed(oakfield, lena):
    found = steps(make_case(oakfield, "acknowledged"), lena)

    assert {step.name for step in found.moves if step.at_once} == {"start", "begin_action"}


def test_who_reads_without_handling_gets_the_sentence_and_no_button(oakfield):
    reader = make_member(oakfield, "Sue Sorrel", Role.SENIOR_LEADER)

    found = steps(make_case(oakfield), reader)

    assert found.sentence == "Only those who handle incidents can do this."
    assert (found.moves, found.writing) == ((), ())
