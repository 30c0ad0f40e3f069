"""Every move of the table by every role: the legal ones work, the others change nothing."""

from pathlib import Path

import pytest
from django.core.management import call_command

from esafety.access.refused import Refused
from esafety.access.roles import Role
from incidents import workflow
from incidents.choices import OPEN, Status
from incidents.models import Incident
from incidents.services import closing, triage
from tests.factories.incidents import make_incident
from tests.factories.schools import make_member
from tests.incidents.cases import entry_of, held, make_case

ROOT = Path(__file__).resolve().parents[2]
HANDLE = (Role.LEAD, Role.DEPUTY_LEAD, Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.CHAIR)
OTHERS = (
    Role.SENIOR_LEADER,
    Role.STAFF,
    Role.HEAD_OF_YEAR,
    Role.TECHNICAL_SUPPORT,
    Role.GOVERNOR,
    Role.ESAFETY_GOVERNOR,
    Role.OFFICE,
)
WHY = {"reason": "It was agreed."}
CLOSING = {
    "summary": "A message.",
    "investigation": "Both were heard.",
    "outcome": "talk",
    "outcome_words": "A conversation was enough.",
}
# Each act, the states it may begin in, the state it leads to, and what it is given.
ACTS = {
    triage.acknowledge: ((Status.SUBMITTED,), Status.ACKNOWLEDGED, {}),
    triage.start: ((Status.ACKNOWLEDGED, Status.IN_ACTION), Status.INVESTIGATING, WHY),
    triage.begin_action: ((Status.ACKNOWLEDGED, Status.INVESTIGATING), Status.IN_ACTION, {}),
    triage.mark_not_incident: (OPEN, Status.NOT_INCIDENT, WHY),
    triage.merge: (OPEN, Status.MERGED, WHY),
    closing.close: (OPEN[1:], Status.CLOSED, CLOSING),
    closing.reopen: ((Status.CLOSED, Status.NOT_INCIDENT), None, WHY),
}


def do(act, incident, actor, given):
    """Do the act; merging is into a second incident that the same person may see."""
    if act is triage.merge:
        people = [(one.person, "witness") for one in incident.involved.exclude(person=None)]
        given = given | {"into": make_incident(incident.school, people=people).reference}
    return act(incident=incident, by=actor, **given)


def a_case_for(actor, school, status, head):
    """The chair is there for what names the head; everyone else for the rest."""
    people = [(entry_of(head), "witness")] if actor.has_role(Role.CHAIR) else []
    return make_case(school, status, people=people)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("role", HANDLE)
def test_who_handles_incidents_can_do_what_the_table_says_and_nothing_else(
    oakfield, hari, role, status
):
    actor = make_member(oakfield, "Robin Rowan", role)
    for act, (starts, to, given) in ACTS.items():
        incident = a_case_for(actor, oakfield, status, hari)
        if status in starts:
            row = do(act, incident, actor, given)
            reopened = Status.ACKNOWLEDGED if status == Status.NOT_INCIDENT else "investigating"
            assert Incident.objects.get(pk=row.pk).status == (to or reopened)
        else:
            with pytest.raises(Refused, match=r"\.$"):
                do(act, incident, actor, given)
            assert Incident.objects.get(pk=incident.pk).status == status


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_can_move_an_incident(oakfield, hari, role, status):
    actor = make_member(oakfield, "Robin Rowan", role)
    incident, other = make_case(oakfield, status), make_incident(oakfield)
    before = held()
    for act, (_starts, _to, given) in ACTS.items():
        given = given | ({"into": other.reference} if act is triage.merge else {})
        with pytest.raises(Refused, match="Only those who handle incidents"):
            act(incident=incident, by=actor, **given)
    assert held() == before


def test_the_acts_of_this_test_are_the_moves_of_the_table():
    moves = {(start, to) for starts, to, _given in ACTS.values() if to for start in starts}
    reopening = {(Status.CLOSED, Status.INVESTIGATING), (Status.NOT_INCIDENT, Status.ACKNOWLEDGED)}

    assert moves | reopening == set(workflow.MOVES)


@pytest.mark.parametrize(("start", "to"), list(workflow.MOVES), ids=str)
def test_a_move_that_needs_words_is_refused_without_them(start, to):
    move = workflow.MOVES[(start, to)]
    if move.needs_reason:
        with pytest.raises(Refused, match="Give a reason"):
            workflow.check_move(start=start, to=to, reason="  ")
    if move.needs_closing:
        with pytest.raises(Refused, match="Write the summary"):
            workflow.check_move(start=start, to=to, reason="Why", summary=" ", outcome="talk")
        with pytest.raises(Refused, match="Write the summary"):
            workflow.check_move(start=start, to=to, reason="Why", summary="What", outcome="")
    full = {"reason": "Why", "summary": "What", "outcome": "talk"}
    assert workflow.check_move(start=start, to=to, **full) is move


def test_a_move_that_is_not_in_the_table_is_refused_with_both_states():
    with pytest.raises(Refused, match="“Reported” cannot become “Closed”"):
        workflow.check_move(start="submitted", to="closed", reason="Why")


def test_reopening_is_not_starting():
    with pytest.raises(Refused, match="while the incident is “Acknowledged”"):
        workflow.check_move(
            start="acknowledged", to="investigating", act="incident.reopened", reason="Why"
        )


@pytest.mark.parametrize("status", list(Status))
def test_only_an_open_record_may_be_changed(status):
    if status in OPEN:
        workflow.check_open(status)
    else:
        with pytest.raises(Refused, match="only after it is reopened"):
            workflow.check_open(status)


def test_nothing_follows_a_merged_incident():
    assert workflow.moves_from(Status.MERGED) == {}


def test_the_diagram_in_the_docs_is_drawn_from_the_table(capsys):
    call_command("statemachine")

    drawn = capsys.readouterr().out.strip()
    page = (ROOT / "docs" / "incident-states.md").read_text()
    assert f"```mermaid\n{drawn}\n```" in page
    assert all(f"{start} --> {to}" in drawn for start, to in workflow.MOVES)
