"""For whom a task exists, and what is found out about tasks."""

from uuid import uuid4

import pytest

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.audit import objects
from incidents.models import Exclusion, Incident, Referral, TriageSettings
from incidents.tasking import queries
from incidents.tasking.choices import Owner, TaskState
from incidents.tasking.roles import ROLES_OF
from tests.factories.people import make_guardian, make_person
from tests.incidents.cases import entry_of, make_case, member
from tests.incidents.tasking.given import leave, make_task, open_case, take_role

EVERYBODY = ("lena", "dee", "hari", "cora", "tom", "nat", "olu", "gwen")


@pytest.fixture
def cast(lena, dee, hari, cora, tom, nat, olu, gwen, boris):
    facts = zip(EVERYBODY, (lena, dee, hari, cora, tom, nat, olu, gwen), strict=True)
    return dict(facts) | {"boris": boris}


def seers(task, cast) -> set[str]:
    return {who for who, actor in cast.items() if task in queries.visible_tasks(actor)}


def test_a_task_exists_for_its_owner_and_who_handles_the_case(oakfield, cast):
    task = make_task(open_case(oakfield, cast["lena"]), cast["tom"])

    assert seers(task, cast) == {"tom", "lena", "dee", "hari"}


def test_a_task_of_a_role_exists_for_who_holds_it_now(oakfield, cast):
    task = make_task(open_case(oakfield, cast["lena"]), owner_role=Owner.TECHNICAL_SUPPORT)

    assert seers(task, cast) == {"nat", "lena", "dee", "hari"}
    take_role(cast["nat"], Role.TECHNICAL_SUPPORT)
    nat = queries.schools.actor_of(member(cast["nat"]))
    assert task not in queries.visible_tasks(nat)


def test_held_by_one_person_it_is_not_the_roles(oakfield, cast):
    task = make_task(
        open_case(oakfield, cast["lena"]), cast["hari"], owner_role=Owner.TECHNICAL_SUPPORT
    )

    assert "nat" not in seers(task, cast)


@pytest.mark.parametrize("who", ["tom", "nat", "olu", "lena", "hari"])
def test_whom_the_case_names_has_no_task_of_it(oakfield, cast, who):
    actor = cast[who]
    case = open_case(oakfield, cast["dee"], people=[(entry_of(actor), "witness")])

    assert who not in seers(make_task(case, actor), cast)


def test_neither_has_the_parent_of_a_child_in_it(oakfield, cast):
    pupil = make_person(oakfield, "Ada Ash")
    make_guardian(pupil, "Tom Thorn")
    case = open_case(oakfield, cast["lena"], people=[(pupil, "target")])

    assert "tom" not in seers(make_task(case, cast["tom"]), cast)


def test_neither_has_who_is_kept_out_of_it(oakfield, cast):
    case = open_case(oakfield, cast["lena"])
    for who in ("nat", "dee"):
        Exclusion.objects.create(
            school=oakfield,
            incident=case,
            member=member(cast[who]),
            kind="excluded",
            reason="A.",
            made_at=case.submitted_at,
            made_by=member(cast["lena"]),
        )
    task = make_task(case, owner_role=Owner.TECHNICAL_SUPPORT)

    assert seers(task, cast) == {"lena", "hari"}


@pytest.mark.parametrize(
    ("marks", "handlers"),
    [
        ({"staff_subject": True}, {"hari"}),
        ({"child_protection": True}, {"hari", "dee"}),
    ],
)
def test_of_a_narrow_case_only_its_circle_and_the_owner_see_a_task(oakfield, cast, marks, handlers):
    case = open_case(oakfield, cast["hari"], **marks)

    assert seers(make_task(case, cast["tom"]), cast) == {"tom", *handlers}


def test_who_reads_a_case_without_handling_it_sees_its_tasks_on_the_record_alone(oakfield, cast):
    case = open_case(oakfield, cast["lena"])
    task = make_task(case, cast["nat"])
    Referral.objects.create(
        school=oakfield,
        incident=case,
        member=member(cast["tom"]),
        reason="Her tutor.",
        given_at=case.submitted_at,
        given_by=member(cast["lena"]),
    )

    assert "tom" not in seers(task, cast)
    assert queries.of_case(case, cast["tom"]) == [task]


def test_a_part_of_the_system_sees_all_of_the_school(oakfield, lena):
    task = make_task(open_case(oakfield, lena), lena)

    assert list(queries.visible_tasks(Actor.for_system("clocks", school_id=1))) == [task]
    assert not queries.steered(Actor.for_system("clocks", school_id=1)).exists()


def test_mine_are_what_i_am_to_do_and_what_i_did(oakfield, lena, tom, nat):
    case = open_case(oakfield, lena)
    mine = make_task(case, tom)
    did = make_task(case, owner_role=Owner.TECHNICAL_SUPPORT, state="done", done_by=member(nat))
    helped = make_task(case, tom, state="done", done_by=member(lena))
    cancelled = make_task(case, lena, state=TaskState.CANCELLED)

    assert set(queries.mine(tom)) == {mine, helped}
    assert set(queries.mine(nat)) == {did}
    assert list(queries.open_of(lena)) == []
    assert list(queries.done_of(lena)) == [helped, cancelled]
    assert list(queries.open_of(tom)) == [mine]


def test_a_class_teacher_has_no_role_and_every_other_owner_has(oakfield):
    assert set(ROLES_OF) == set(Owner)
    assert {owner for owner, roles in ROLES_OF.items() if not roles} == {Owner.CLASS_TEACHER}


def test_nobody_has_the_task_of_one_who_has_left(oakfield, lena, tom):
    task = make_task(open_case(oakfield, lena), tom)
    assert [m.pk for m in queries.owners_of(task)] == [tom.membership_id]

    leave(tom)

    assert queries.owners_of(task) == []


def test_the_clocks_are_the_usual_ones_until_the_school_sets_its_own(oakfield):
    usual = queries.settings_of(oakfield)
    assert (usual.pk, usual.acknowledge_hours, usual.head_after_days) == (None, 4, 1)
    assert (usual.silent_days, usual.task_days, usual.count_over) == (10, 5, "academic_year")

    TriageSettings.objects.create(school=oakfield, silent_days=7)

    assert queries.settings_of(oakfield).silent_days == 7


def test_tasks_of_merged_cases_stand_with_those_of_the_one_that_took_them_up(oakfield, lena, dee):
    case = make_case(oakfield, "merged")
    target = case.merged_into
    late = make_task(target, lena, due_on="2026-11-05")
    done = make_task(target, lena, state=TaskState.DONE, due_on="2026-11-01")
    moved = make_task(case, lena, due_on="2026-11-03")

    assert queries.of_case(target, lena) == [moved, late, done]
    assert queries.open_tasks_of(target) == 1
    case.involved.create(school=oakfield, kind="staff", person=entry_of(lena), part="witness")
    assert queries.of_case(target, lena) == [late, done]


def test_whom_a_task_can_be_about_is_numbered_within_the_case(oakfield, lena):
    people = [(make_person(oakfield, name), "target") for name in ("Ada Ash", "Ben Beech")]
    case = open_case(oakfield, lena, people=people)
    first = case.involved.order_by("pk").first()
    first.removed_at = case.submitted_at
    first.save()

    assert {n: one.name for n, one in queries.people_of(case).items()} == {2: "Ben Beech"}
    assert queries.people_of(open_case(oakfield, lena)) == {}


def test_the_audit_log_tells_of_a_task_those_alone_for_whom_it_exists(oakfield, lena, tom, nat):
    task = make_task(open_case(oakfield, lena), tom)
    refs = {f"task:{task.key}", f"task:{uuid4()}", "task:nothing"}

    assert queries.seen(tom, refs) == {f"task:{task.key}"}
    assert queries.seen(nat, refs) == set()
    assert objects.seen(lena, refs) == {"", f"task:{task.key}"}
    assert objects.names({f"task:{task.key}"}) == {f"task:{task.key}": "a task"}
    assert Incident.objects.count() == 1


def test_a_task_for_a_role_of_a_case_that_names_the_head_is_for_those_who_may_open_it(
    oakfield, lena, hari, cora, nat
):
    case = open_case(oakfield, cora, people=[(entry_of(hari), "target")])
    leads = make_task(case, owner_role=Owner.LEAD, given_by=cora)
    technical = make_task(case, owner_role=Owner.TECHNICAL_SUPPORT, given_by=cora)

    assert queries.holders_for(Owner.LEAD, case) == []
    assert queries.holders_for(Owner.CHAIR, case) == [member(cora)]
    assert list(queries.visible_tasks(lena)) == []
    assert list(queries.visible_tasks(nat)) == [technical]
    assert set(queries.visible_tasks(cora)) == {leads, technical}


def test_tasks_stand_with_the_case_that_took_theirs_up_in_however_many_steps(oakfield, lena):
    first = make_case(oakfield, "merged")
    second = first.merged_into
    second.status, second.merged_into = "merged", make_case(oakfield)
    second.save()
    task = make_task(first, lena)

    assert queries.of_case(second.merged_into, lena) == [task]
