"""Tasks are given to a person or a role, given on, cancelled and opened again."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from incidents.choices import EntryKind
from incidents.models import Exclusion, Incident, Task
from incidents.tasking import queries
from incidents.tasking.choices import Owner, TaskKind, TaskState
from incidents.tasking.services import give as seam
from incidents.tasking.services import giving
from tests.factories.people import make_person
from tests.factories.schools import make_member
from tests.incidents.cases import entry_of, events_of, last_entry, make_case, member
from tests.incidents.tasking import given
from tests.incidents.tasking.given import FAR, audit_that_fails, make_task, open_case, refused


def shut_out(incident, actor, by):
    Exclusion.objects.create(
        school=incident.school,
        incident=incident,
        member=member(actor),
        kind="excluded",
        reason="A friend of the family.",
        made_at=incident.submitted_at,
        made_by=member(by),
    )


def test_a_task_is_given_to_a_person_who_is_told(oakfield, lena, tom, time_machine):
    time_machine.move_to("2026-11-03 10:00")
    case = open_case(oakfield, lena)

    task = given.give(case, lena, owner=member(tom), owner_role=Owner.CLASS_TEACHER)

    assert (task.owner.pk, task.owner_role, task.state) == (tom.membership_id, "", "open")
    assert task.due_on == date(2026, 11, 10)  # five school days
    entry = last_entry(case)
    assert entry.kind == EntryKind.TASK
    assert entry.text == "Task for Tom Thorn, due on 10 November 2026: Talk with the class."
    assert events_of(case) == [("task.given", {"task": str(task.key)})]
    assert given.notices_of(tom) == ["task.given"]
    assert given.notices_of(lena) == []


def test_a_task_for_a_role_is_for_all_who_hold_it(oakfield, lena, nat):
    ned = make_member(oakfield, "Ned Nettle", Role.TECHNICAL_SUPPORT)

    task = given.give(open_case(oakfield, lena), lena, owner_role=Owner.TECHNICAL_SUPPORT)

    assert (task.owner, task.owner_role) == (None, "technical_support")
    assert given.notices_of(nat) == given.notices_of(ned) == ["task.given"]


def test_of_a_role_those_whom_the_case_names_or_shuts_out_are_passed_over(oakfield, lena, nat):
    ned = make_member(oakfield, "Ned Nettle", Role.TECHNICAL_SUPPORT)
    una = make_member(oakfield, "Una Umbrella", Role.TECHNICAL_SUPPORT)
    case = open_case(oakfield, lena, people=[(entry_of(nat), "witness")])
    shut_out(case, ned, lena)

    given.give(case, lena, owner_role=Owner.TECHNICAL_SUPPORT)

    assert given.notices_of(nat) == given.notices_of(ned) == []
    assert given.notices_of(una) == ["task.given"]


@pytest.mark.parametrize("owner", [Owner.CLASS_TEACHER, Owner.TECHNICAL_SUPPORT, Owner.CHAIR])
def test_where_nobody_of_the_role_may_have_it_it_is_the_givers(oakfield, lena, nat, owner):
    case = open_case(oakfield, lena, people=[(entry_of(nat), "witness")])

    task = given.give(case, lena, owner_role=owner)

    assert (task.owner.pk, task.owner_role) == (lena.membership_id, owner)


@pytest.mark.parametrize("why", ["named", "out"])
def test_a_person_whom_the_case_names_or_shuts_out_cannot_have_it(oakfield, lena, tom, why):
    people = [(entry_of(tom), "target")] if why == "named" else ()
    case = open_case(oakfield, lena, people=people)
    if why == "out":
        shut_out(case, tom, lena)

    with refused("cannot have a task", "Choose somebody else"):
        given.give(case, lena, owner=member(tom))


def test_a_governor_or_a_leaver_cannot_have_it(oakfield, lena, gwen, tom):
    case = open_case(oakfield, lena)
    given.leave(tom)

    for actor in (gwen, tom):
        with refused("cannot have a task"):
            given.give(case, lena, owner=member(actor))


def test_nobody_chosen_is_refused(oakfield, lena):
    case = open_case(oakfield, lena)

    with refused("Choose a person or a role"):
        given.give(case, lena, owner=None, owner_role="")


@pytest.mark.parametrize("who", ["tom", "nat", "olu", "gwen", "cora"])
def test_who_does_not_handle_the_case_gives_no_task(oakfield, lena, who, request):
    case = open_case(oakfield, lena)

    with refused():
        given.give(case, request.getfixturevalue(who), owner=member(lena))


@pytest.mark.parametrize("status", ["closed", "not_incident", "merged"])
def test_what_is_over_gets_no_new_task(oakfield, lena, status):
    case = make_case(oakfield, status, by=lena)

    with refused("after it is reopened"):
        given.give(case, lena)
    with refused("after it is reopened"), transaction.atomic():
        seam(incident=case, by=lena, kind=TaskKind.DO, title="A", owner=member(lena))


def test_a_part_of_the_system_gives_no_task(oakfield, lena):
    case, by = open_case(oakfield, lena), Actor.for_system("walks", school_id=oakfield.pk)

    with refused("Only those who handle incidents"), transaction.atomic():
        seam(incident=case, by=by, kind=TaskKind.DO, title="A")


@pytest.mark.parametrize(
    ("kind", "asked", "names"),
    [
        (TaskKind.INFORM_PARENTS, None, True),
        (TaskKind.REMOVE_ACCESS, None, True),
        (TaskKind.COST, None, True),
        (TaskKind.DO, None, False),
        (TaskKind.DO, True, True),
        (TaskKind.INFORM_PARENTS, False, False),
    ],
)
def test_the_name_is_told_where_the_kind_needs_it_or_the_giver_says_so(
    oakfield, lena, kind, asked, names
):
    case = open_case(oakfield, lena, people=[(make_person(oakfield, "Ada Ash"), "offender")])

    task = given.give(case, lena, kind=kind, about=case.involved.get(), names_person=asked)
    plain = given.give(case, lena, kind=kind, names_person=asked)

    assert (task.names_person, plain.names_person) == (names, False)


def test_what_is_given_with_it_is_kept(oakfield, lena):
    task = given.give(
        open_case(oakfield, lena),
        lena,
        title="x" * 300,
        words="Quietly.",
        due_on=FAR,
        access_until=FAR,
        amount=Decimal("12.50"),
    )

    task.refresh_from_db()
    assert (len(task.title), task.words, task.due_on) == (200, "Quietly.", FAR)
    assert (task.access_until, task.amount) == (FAR, Decimal("12.50"))


def test_an_audit_row_holds_no_words(oakfield, lena, tom):
    given.give(open_case(oakfield, lena), lena, title="Talk with Ada", owner=member(tom))

    for event in AuditEvent.objects.all():
        assert "Ada" not in f"{event.object}{event.data}"


def test_a_task_is_given_on_with_its_reason(oakfield, lena, tom, nat):
    case = open_case(oakfield, lena)
    task = make_task(case, tom, given_by=lena)

    giving.reassign(task=task, by=lena, reason="Nat knows how.", owner=member(nat))

    task.refresh_from_db()
    assert task.owner.pk == nat.membership_id
    expected = "Task given to Nat Nutmeg: Talk with the class.\nNat knows how."
    assert last_entry(case).text == expected
    assert given.notices_of(nat) == ["task.given"]
    assert events_of(case)[-1] == ("task.reassigned", {"task": str(task.key)})


def test_a_task_held_for_a_class_teacher_goes_to_the_one_chosen(oakfield, lena, tom):
    task = given.give(open_case(oakfield, lena), lena, owner_role=Owner.CLASS_TEACHER)

    giving.reassign(task=task, by=lena, reason="Her tutor.", owner=member(tom))

    task.refresh_from_db()
    assert (task.owner.pk, task.owner_role) == (tom.membership_id, "")


def test_giving_it_to_whom_it_is_given_is_refused(oakfield, lena, tom, nat):
    task = make_task(open_case(oakfield, lena), tom)

    with refused("their task already"):
        giving.reassign(task=task, by=lena, reason="A.", owner=member(tom))


def test_a_cancelled_task_keeps_its_reason_in_the_chronology(oakfield, lena, tom):
    case = open_case(oakfield, lena)
    task = make_task(case, tom)

    giving.cancel(task=task, by=lena, reason="The pupil has moved away.")

    task.refresh_from_db()
    assert (task.state, task.done_at) == (TaskState.CANCELLED, None)
    assert last_entry(case).text.endswith("The pupil has moved away.")


def test_a_task_is_opened_again_with_a_new_day_and_told(oakfield, lena, tom, time_machine):
    time_machine.move_to("2026-11-03 10:00")
    case = open_case(oakfield, lena)
    task = make_task(case, tom, state=TaskState.DONE)

    giving.reopen(task=task, by=lena, reason="Nobody was reached.")

    task.refresh_from_db()
    assert (task.state, task.outcome, task.done_by, task.due_on) == (
        TaskState.OPEN,
        "",
        None,
        date(2026, 11, 10),
    )
    assert given.notices_of(tom) == ["task.given"]


def test_a_task_opened_again_whose_owner_has_left_is_the_ones_who_opens_it(oakfield, lena, tom):
    task = make_task(open_case(oakfield, lena), tom, state=TaskState.CANCELLED)
    given.leave(tom)

    giving.reopen(task=task, by=lena, reason="It is needed after all.", due_on=FAR)

    task.refresh_from_db()
    assert (task.owner.pk, task.due_on) == (lena.membership_id, FAR)


ACTS = {
    "give": lambda case, task, by, tom: given.give(case, by, owner=tom),
    "reassign": lambda case, task, by, tom: giving.reassign(
        task=task, by=by, reason="A.", owner=tom
    ),
    "cancel": lambda case, task, by, tom: giving.cancel(task=task, by=by, reason="A."),
    "reopen": lambda case, task, by, tom: giving.reopen(task=task, by=by, reason="A."),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_failing_audit_write_saves_nothing(oakfield, lena, tom, nat, act, monkeypatch):
    case = open_case(oakfield, lena)
    state = TaskState.DONE if act == "reopen" else TaskState.OPEN
    task = make_task(case, nat, state=state)

    with audit_that_fails(monkeypatch):
        ACTS[act](case, task, lena, member(tom))
    assert Task.objects.count() == 1


@pytest.mark.parametrize("mark", ["staff_subject", "child_protection"])
def test_a_role_gets_no_task_of_a_narrow_case_that_it_may_not_open(oakfield, lena, hari, nat, mark):
    case = make_case(oakfield, "acknowledged", hari, **{mark: True})

    for_leads = giving.give(
        incident=case, by=hari, kind="do", title="Ring home", owner_role=Owner.LEAD
    )
    technical = giving.give(
        incident=case, by=hari, kind="do", title="The logs", owner_role=Owner.TECHNICAL_SUPPORT
    )

    assert for_leads.owner_id == hari.membership_id
    assert not queries.visible_tasks(lena).exists()
    assert queries.visible_tasks(nat).get() == technical


def test_a_task_of_a_role_goes_from_sight_when_the_case_becomes_narrow(oakfield, lena, hari):
    case = make_case(oakfield, "acknowledged", hari)
    giving.give(incident=case, by=hari, kind="do", title="Ring home", owner_role=Owner.LEAD)
    assert queries.visible_tasks(lena).exists()

    Incident.objects.filter(pk=case.pk).update(child_protection=True)

    assert not queries.visible_tasks(lena).exists()
