"""Tasks are handed back; of two acts at the same moment one is kept."""

import threading
import time
from datetime import date

import pytest
from django.db import OperationalError, connections
from django_scopes import scope

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.access.roles import Role
from incidents.models import Entry, Task
from incidents.tasking.choices import Owner, TaskKind
from incidents.tasking.services import answering
from tests.factories.schools import make_member, make_school
from tests.incidents.cases import last_entry, make_case
from tests.incidents.tasking import given
from tests.incidents.tasking.given import audit_that_fails, make_task, open_case, refused


def clocks_of(school) -> Actor:
    return Actor.for_system("clocks", school_id=school.pk)


def test_a_task_handed_back_goes_to_its_giver_with_the_reason(oakfield, lena, tom, hari):
    case = open_case(oakfield, hari)
    task = make_task(case, tom, given_by=lena)

    answering.hand_back(task=task, by=tom, reason="I do not teach this class.")

    task.refresh_from_db()
    assert task.owner.pk == lena.membership_id
    expected = "Task handed back to Lena Larch: Talk with the class.\nI do not teach this class."
    assert last_entry(case).text == expected
    assert given.notices_of(lena) == ["task.handed_back"]


def test_a_task_whose_giver_cannot_have_it_goes_back_to_the_handler_then_to_a_lead(
    oakfield, lena, tom, dee, hari
):
    handled = make_task(open_case(oakfield, dee), tom, given_by=hari)
    unhandled = make_task(make_case(oakfield), tom, given_by=hari)
    given.leave(hari)

    answering.hand_back(task=handled, by=tom, reason="A.")
    answering.hand_back(task=unhandled, by=tom, reason="A.")

    assert [t.owner.pk for t in Task.objects.order_by("pk")] == [
        dee.membership_id,
        lena.membership_id,
    ]


def test_where_nobody_is_left_it_cannot_be_handed_back(oakfield, lena):
    task = make_task(open_case(oakfield, lena), lena, given_by=lena)

    with refused("nobody else"):
        answering.hand_back(task=task, by=lena, reason="A.")


def test_only_the_owner_hands_it_back(oakfield, lena, tom, hari):
    task = make_task(open_case(oakfield, lena), tom, given_by=lena)

    with refused("whose task it is"):
        answering.hand_back(task=task, by=hari, reason="A.")


ACTS = {
    "answer": lambda task, tom: answering.answer(task=task, by=tom, outcome="Done."),
    "hand back": lambda task, tom: answering.hand_back(task=task, by=tom, reason="A."),
    "end access": lambda task, tom: answering.end_access(task=task, by=clocks_of(task.school)),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_failing_audit_write_saves_nothing(oakfield, lena, tom, act, monkeypatch):
    kind = TaskKind.REMOVE_ACCESS if act == "end access" else TaskKind.DO
    task = make_task(
        open_case(oakfield, lena), tom, given_by=lena, kind=kind, access_until=date(2026, 1, 5)
    )

    with audit_that_fails(monkeypatch):
        ACTS[act](task, tom)


def press(school, task, by, start, found):
    """Answer as soon as everyone is ready; SQLite in memory answers "locked" instead of waiting."""
    start.wait()
    for _try in range(200):
        try:
            with scope(school=school):
                answering.answer(task=task, by=by, outcome=by.display_name)
            found.append(by.display_name)
            break
        except Refused as refusal:
            found.append(refusal.sentence)
            break
        except OperationalError:
            time.sleep(0.01)
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_the_same_moment_one_is_kept():
    school = make_school()
    with scope(school=school):
        lena = make_member(school, "Lena Larch", Role.LEAD)
        both = [make_member(school, name, Role.OFFICE) for name in ("Olu Oak", "Una Umber")]
        task = make_task(open_case(school, lena), owner_role=Owner.OFFICE)
    start, found = threading.Barrier(2), []
    threads = [threading.Thread(target=press, args=(school, task, by, start, found)) for by in both]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert "This task was answered already, and that answer stays as it is." in found
    with scope(school=school):
        assert Task.objects.get().outcome in found
        assert Entry.objects.filter(kind="task").count() == 1
