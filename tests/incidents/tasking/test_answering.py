"""Tasks are answered by their kind or handed back; a removal of access ends by itself."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.jobs.models import Job
from incidents.models import Task
from incidents.tasking import jobs
from incidents.tasking.choices import Owner, TaskKind, TaskState
from incidents.tasking.services import answering
from incidents.tasking.services.answering import Told
from tests.incidents.cases import entry_of, events_of, last_entry, make_case, member
from tests.incidents.tasking import given
from tests.incidents.tasking.given import make_task, open_case, refused

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 3, 10, 0, tzinfo=LONDON)


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


def clocks_of(school) -> Actor:
    return Actor.for_system("clocks", school_id=school.pk)


def test_an_answer_is_kept_and_the_giver_is_told(oakfield, lena, tom):
    case = open_case(oakfield, lena)
    task = make_task(case, tom, given_by=lena)

    answering.answer(task=task, by=tom, outcome="We talked on Monday.")

    task.refresh_from_db()
    assert (task.state, task.outcome) == (TaskState.DONE, "We talked on Monday.")
    assert task.done_by.pk == tom.membership_id
    assert last_entry(case).text == "Task done: Talk with the class.\nWe talked on Monday."
    assert events_of(case) == [("task.answered", {"task": str(task.key)})]
    assert given.notices_of(lena) == ["task.answered"]


def test_who_answers_what_they_gave_is_not_told(oakfield, lena):
    task = make_task(open_case(oakfield, lena), lena, given_by=lena)

    answering.answer(task=task, by=lena, outcome="Done.")

    assert given.notices_of(lena) == []


def test_a_giver_who_has_left_is_not_told(oakfield, lena, tom, hari):
    task = make_task(open_case(oakfield, lena), tom, given_by=hari)
    given.leave(hari)

    answering.answer(task=task, by=tom, outcome="Done.")

    assert given.notices_of(hari) == []


def test_any_holder_of_the_role_answers(oakfield, lena, nat):
    task = make_task(open_case(oakfield, lena), owner_role=Owner.TECHNICAL_SUPPORT)

    answering.answer(task=task, by=nat, outcome="Done.")

    assert Task.objects.get().done_by.pk == nat.membership_id


def test_who_handles_the_case_writes_down_the_answer_of_another(oakfield, lena, tom):
    task = make_task(open_case(oakfield, lena), tom)

    answering.answer(task=task, by=lena, outcome="Tom says it is done.")

    assert Task.objects.get().done_by.pk == lena.membership_id


def test_an_answer_without_words_is_refused(oakfield, lena, tom):
    task = make_task(open_case(oakfield, lena), tom)

    with refused("Say what was done"):
        answering.answer(task=task, by=tom, outcome="  ")


@pytest.mark.parametrize("who", ["nat", "olu", "gwen", "cora"])
def test_nobody_else_answers(oakfield, lena, tom, who, request):
    task = make_task(open_case(oakfield, lena), tom)
    actor = request.getfixturevalue(who)

    with refused("was not found"):
        answering.answer(task=task, by=actor, outcome="Done.")


def test_whom_the_case_came_to_name_answers_no_more(oakfield, lena, tom):
    case = open_case(oakfield, lena)
    task = make_task(case, tom)
    case.involved.create(school=oakfield, kind="staff", person=entry_of(tom), part="witness")

    with refused("was not found"):
        answering.answer(task=task, by=tom, outcome="Done.")


@pytest.mark.parametrize("status", ["submitted", "closed", "not_incident", "merged"])
def test_a_task_is_owed_whatever_has_become_of_the_case(oakfield, lena, tom, status):
    task = make_task(make_case(oakfield, status, by=lena), tom)

    answering.answer(task=task, by=tom, outcome="Done.")

    assert Task.objects.get().state == TaskState.DONE


def test_informing_parents_says_who_when_and_how(oakfield, lena, tom):
    case = open_case(oakfield, lena)
    task = make_task(case, tom, kind=TaskKind.INFORM_PARENTS)
    at = timezone.now()

    told = Told(informed_who="Both parents", informed_how="By telephone", informed_at=at)
    answering.answer(task=task, by=tom, outcome="They will come on Friday.", told=told)

    task.refresh_from_db()
    assert (task.informed_who, task.informed_how, task.informed_at) == (
        "Both parents",
        "By telephone",
        at,
    )
    assert "Informed: Both parents. How: By telephone." in last_entry(case).text
    assert last_entry(case).happened_at == at


@pytest.mark.parametrize("missing", ["informed_who", "informed_how", "informed_at"])
def test_informing_parents_without_one_of_them_is_refused(oakfield, lena, tom, missing):
    task = make_task(open_case(oakfield, lena), tom, kind=TaskKind.INFORM_PARENTS)
    facts = {"informed_who": "Both", "informed_how": "Letter", "informed_at": timezone.now()}
    del facts[missing]

    with refused("who was informed, when and how"):
        answering.answer(task=task, by=tom, outcome="Done.", told=Told(**facts))


def test_a_cost_has_its_amount(oakfield, lena, tom):
    task = make_task(open_case(oakfield, lena), tom, kind=TaskKind.COST)

    with refused("amount in pounds"):
        answering.answer(task=task, by=tom, outcome="Done.")
    answering.answer(task=task, by=tom, outcome="Done.", told=Told(amount=Decimal("20.50")))

    assert Task.objects.get().amount == Decimal("20.50")


def test_removing_access_says_since_when_and_until_when(oakfield, lena, nat, clock):
    case = open_case(oakfield, lena)
    task = make_task(case, nat, kind=TaskKind.REMOVE_ACCESS)
    until = date(2026, 11, 6)

    with refused("when access was removed"):
        answering.answer(task=task, by=nat, outcome="Off.")
    told = Told(access_removed_at=NOW, access_until=until)
    answering.answer(task=task, by=nat, outcome="Off.", told=told)

    task.refresh_from_db()
    assert (task.access_removed_at, task.access_until) == (NOW, until)
    assert "Access comes back on 6 November 2026." in last_entry(case).text


def test_access_removed_without_an_end_stays_removed(oakfield, lena, nat, clock):
    case = open_case(oakfield, lena)
    task = make_task(
        case, nat, kind=TaskKind.REMOVE_ACCESS, access_until=date(2026, 11, 4), access_ended_at=NOW
    )

    told = Told(access_removed_at=NOW)
    answering.answer(task=task, by=nat, outcome="Off.", told=told)

    task.refresh_from_db()
    assert (task.access_until, task.access_ended_at) == (None, None)
    assert "Removed until somebody decides otherwise." in last_entry(case).text


@pytest.mark.parametrize(
    ("now", "ended"),
    [
        ("2026-11-05 23:59", False),
        ("2026-11-06 08:29", False),
        ("2026-11-06 08:30", True),
        ("2026-11-09 07:00", True),  # a worker that was down over the weekend
    ],
)
@pytest.mark.parametrize("state", [TaskState.OPEN, TaskState.DONE])
def test_access_comes_back_on_its_date_when_the_school_day_begins(
    oakfield, lena, nat, clock, now, ended, state
):
    case = open_case(oakfield, lena)
    task = make_task(
        case,
        owner_role=Owner.TECHNICAL_SUPPORT,
        kind=TaskKind.REMOVE_ACCESS,
        access_until=date(2026, 11, 6),
        state=state,
        done_by=member(nat),
    )
    clock.move_to(datetime.fromisoformat(now).replace(tzinfo=LONDON), tick=False)

    jobs.look_at_clocks(oakfield)
    jobs.look_at_clocks(oakfield)
    given.work("task.")

    task.refresh_from_db()
    assert (task.access_ended_at is not None) == ended
    assert given.notices_of(nat).count("task.access_ended") == (1 if ended else 0)
    assert [t for t, _d in events_of(case)] == (["task.access_ended"] if ended else [])
    assert task.state == state


def test_ending_access_twice_or_for_a_task_no_longer_needed_does_nothing(
    oakfield, lena, nat, clock
):
    case, by = open_case(oakfield, lena), clocks_of(oakfield)
    facts = {"kind": TaskKind.REMOVE_ACCESS, "access_until": date(2026, 11, 2)}
    over = make_task(case, nat, access_ended_at=NOW, **facts)
    cancelled = make_task(case, nat, state=TaskState.CANCELLED, **facts)
    mine = make_task(case, nat, **facts)

    before = given.held()
    answering.end_access(task=over, by=by)
    answering.end_access(task=cancelled, by=by)
    answering.end_access(task=mine, by=nat)  # not by hand

    assert given.held() == before
    jobs.look_at_clocks(oakfield)
    assert Job.objects.filter(kind="task.end_access").count() == 1


def test_an_answer_that_comes_after_the_end_does_not_end_it_twice(oakfield, lena, nat, clock):
    case, until = open_case(oakfield, lena), date(2026, 11, 2)
    kind = TaskKind.REMOVE_ACCESS
    task = make_task(case, nat, kind=kind, access_until=until, access_ended_at=NOW)

    told = Told(access_removed_at=NOW, access_until=until)
    answering.answer(task=task, by=nat, outcome="It was off.", told=told)

    assert Task.objects.get().access_ended_at == NOW
