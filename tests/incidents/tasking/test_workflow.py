"""Every act on a task in every state, by everyone."""

import pytest

from esafety.access.refused import Refused
from incidents.models import Task
from incidents.tasking import permissions, workflow
from incidents.tasking.choices import TaskState
from incidents.tasking.services import answering, giving
from incidents.tasking.workflow import Act
from tests.incidents.cases import make_case, member
from tests.incidents.tasking.given import make_task, open_case, refused

DO = {
    Act.ANSWER: lambda task, by: answering.answer(task=task, by=by, outcome="It was done."),
    Act.HAND_BACK: lambda task, by: answering.hand_back(task=task, by=by, reason="Too much."),
    Act.REASSIGN: lambda task, by: giving.reassign(
        task=task, by=by, reason="Better.", owner=task.given_by
    ),
    Act.CANCEL: lambda task, by: giving.cancel(task=task, by=by, reason="Not needed."),
    Act.REOPEN: lambda task, by: giving.reopen(task=task, by=by, reason="Once more."),
}
AFTER = {
    (TaskState.OPEN, Act.ANSWER): TaskState.DONE,
    (TaskState.OPEN, Act.HAND_BACK): TaskState.OPEN,
    (TaskState.OPEN, Act.REASSIGN): TaskState.OPEN,
    (TaskState.OPEN, Act.CANCEL): TaskState.CANCELLED,
    (TaskState.DONE, Act.REOPEN): TaskState.OPEN,
    (TaskState.CANCELLED, Act.REOPEN): TaskState.OPEN,
}
SENTENCES = {
    TaskState.OPEN: "is open",
    TaskState.DONE: "answered already",
    TaskState.CANCELLED: "no longer needed",
}


def task_in(state, school, dee, lena) -> Task:
    return make_task(open_case(school, dee), lena, state=state, given_by=dee)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", TaskState)
def test_each_act_works_where_the_table_says_so_and_is_refused_elsewhere(
    oakfield, lena, dee, state, act
):
    task = task_in(state, oakfield, dee, lena)
    after = AFTER.get((state, act))

    if after is None:
        with refused(SENTENCES[state]):
            DO[act](task, lena)
    else:
        DO[act](task, lena)
        assert Task.objects.get().state == after
    assert workflow.STEPS.keys() == AFTER.keys()


@pytest.mark.parametrize("state", TaskState)
def test_the_buttons_are_the_acts_that_work(oakfield, lena, dee, tom, state):
    task = task_in(state, oakfield, dee, lena)
    owned = make_task(task.incident, tom, state=state)
    able = {act for start, act in AFTER if start == state}

    assert permissions.acts_for(lena, task) == able
    assert permissions.acts_for(dee, task) == able - {Act.HAND_BACK}
    assert permissions.acts_for(tom, owned) == able & {Act.ANSWER, Act.HAND_BACK}
    assert permissions.acts_for(tom, task) == set()


@pytest.mark.parametrize(("state", "act"), [key for key in AFTER if key[1] != Act.ANSWER])
def test_what_needs_its_reason_is_refused_without(state, act):
    with pytest.raises(Refused, match="Give a reason"):
        workflow.check_act(start=state, act=act, case_status="acknowledged", reason=" ")


@pytest.mark.parametrize("status", ["closed", "not_incident", "merged"])
def test_of_a_case_that_is_over_nothing_is_opened_again(oakfield, lena, status):
    case = make_case(oakfield, status, by=lena)
    done = make_task(case, lena, state=TaskState.DONE)
    open_one = make_task(case, lena)

    with refused("Reopen it before"):
        giving.reopen(task=done, by=lena, reason="Once more.")
    assert permissions.acts_for(lena, done) == set()
    assert permissions.acts_for(lena, open_one) == {
        Act.ANSWER,
        Act.HAND_BACK,
        Act.REASSIGN,
        Act.CANCEL,
    }


@pytest.mark.parametrize("act", [Act.REASSIGN, Act.CANCEL, Act.REOPEN])
@pytest.mark.parametrize("who", ["tom", "nat", "olu", "gwen", "cora"])
def test_who_sees_no_more_than_the_task_does_not_steer_it(oakfield, lena, dee, who, act, request):
    """Whether somebody may have a task tells whether the case names them."""
    actor = request.getfixturevalue(who)
    state = TaskState.DONE if act == Act.REOPEN else TaskState.OPEN
    task = make_task(open_case(oakfield, lena), actor, state=state, given_by=dee)

    with refused():
        DO[act](task, actor)
    assert task.owner == member(actor)
