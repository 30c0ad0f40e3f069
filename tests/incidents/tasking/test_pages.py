"""The pages of tasks: my tasks, one task and its answer, giving and giving on."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from esafety.audit.models import AuditEvent
from esafety.notices.models import Notice
from incidents.models import Task
from incidents.tasking.choices import Owner, TaskState
from tests.factories.people import make_person
from tests.incidents.cases import entry_of, member
from tests.incidents.tasking import given
from tests.incidents.tasking.given import make_task, open_case

TODAY = timezone.localdate()


def address(task, name="task", school="oakfield"):
    return reverse(f"incidents:{name}", args=[school, task.key])


def adding(incident):
    return reverse("incidents:add_task", args=["oakfield", incident.reference])


def words(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_my_tasks_stand_with_the_overdue_first(oakfield, lena, tom, client_of):
    case = open_case(oakfield, lena)
    make_task(case, tom, title="Later", due_on=TODAY + timedelta(days=30))
    make_task(case, tom, title="Too late", due_on=TODAY - timedelta(days=2))
    make_task(case, tom, title="Over", state=TaskState.DONE)
    make_task(case, lena, title="Somebody else's")

    page = words(client_of(tom).get(reverse("incidents:tasks", args=["oakfield"])))

    assert page.index("Too late") < page.index("Later") < page.index("Over")
    assert "Was due on" in page
    assert "Done on" in page
    assert "Somebody else" not in page
    assert case.get_absolute_url() not in page


def test_nothing_to_do_is_said(oakfield, tom, client_of):
    page = words(client_of(tom).get(reverse("incidents:tasks", args=["oakfield"])))

    assert "Nothing to do" in page


def test_one_task_and_thirty_ask_the_same_few_questions(oakfield, lena, tom, client_of):
    case, client = open_case(oakfield, lena), client_of(tom)

    def count(more):
        for _each in range(more):
            make_task(case, tom)
            make_task(case, owner_role=Owner.OFFICE, state=TaskState.DONE, done_by=member(tom))
            make_task(case, tom, state=TaskState.DONE)
        client.get(reverse("incidents:tasks", args=["oakfield"]))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("incidents:tasks", args=["oakfield"]))
        return len(seen)

    assert count(1) == count(29)


def test_the_owner_sees_the_task_and_nothing_else_of_the_case(oakfield, lena, tom, client_of):
    pupil = make_person(oakfield, "Ada Ash")
    case = open_case(oakfield, lena, people=[(pupil, "offender")], description="Secret words.")
    task = make_task(case, tom, given_by=lena, words="Third row.", about=case.involved.get())

    page = words(client_of(tom).get(address(task)))

    assert "Talk with the class" in page
    assert "Third row." in page
    assert case.reference in page
    assert "Lena Larch" in page
    for hidden in ("Ada Ash", "Secret words.", case.get_absolute_url(), "Give it to somebody"):
        assert hidden not in page


def test_whom_it_is_about_is_told_where_the_giver_says_so(oakfield, lena, tom, client_of):
    case = open_case(oakfield, lena, people=[(make_person(oakfield, "Ada Ash"), "offender")])
    about = case.involved.get()
    task = make_task(case, tom, about=about, names_person=True)

    assert "Ada Ash" in words(client_of(tom).get(address(task)))
    about.removed_at = timezone.now()
    about.save()
    assert "Ada Ash" not in words(client_of(tom).get(address(task)))


def test_who_handles_the_case_sees_the_way_to_the_record_and_whom_it_is_about(
    oakfield, lena, tom, client_of
):
    case = open_case(oakfield, lena, people=[(make_person(oakfield, "Ada Ash"), "offender")])
    task = make_task(case, tom, about=case.involved.get())

    page = words(client_of(lena).get(address(task)))

    assert case.get_absolute_url() in page
    assert "Ada Ash" in page
    assert address(task, "reassign_task") in page
    assert address(task, "hand_back_task") not in page


@pytest.mark.parametrize("owner", [Owner.CLASS_TEACHER, Owner.OFFICE])
def test_who_holds_it_for_a_role_is_told_to_choose(oakfield, lena, client_of, owner):
    task = make_task(open_case(oakfield, lena), lena, owner_role=owner)

    page = words(client_of(lena).get(address(task)))

    assert ("Choose the class teacher" in page) == (owner == Owner.CLASS_TEACHER)
    assert ("Choose somebody and give it to them" in page) == (owner == Owner.OFFICE)


def test_opening_a_task_is_recorded_and_reads_its_notice(oakfield, lena, tom, client_of):
    task = given.give(open_case(oakfield, lena), lena, owner=member(tom))

    client_of(tom).get(address(task))

    event = AuditEvent.objects.filter(type="task.viewed").get()
    assert (event.object, event.data) == (task.incident.audit_ref, {"task": str(task.key)})
    assert Notice.objects.get().read_at is not None


PAGES = ("task", "hand_back_task", "reassign_task", "cancel_task", "reopen_task")


@pytest.mark.parametrize("name", PAGES)
def test_a_task_that_is_not_mine_is_the_same_as_none(
    oakfield, lena, dee, tom, boris, client_of, name
):
    """Somebody named, and somebody of another school; a page of its own says no more."""
    case = open_case(oakfield, lena, people=[(entry_of(dee), "witness"), (entry_of(tom), "target")])
    client, other = client_of(dee), client_of(boris)
    task = make_task(case, tom)

    for method in ("get", "post"):
        real = getattr(client, method)(address(task, name))
        none = getattr(client, method)(address(Task(key=uuid4()), name))
        assert real.status_code == none.status_code == 404
        assert real.content == none.content
        assert getattr(other, method)(address(task, name)).status_code == 404
        assert getattr(other, method)(address(task, name, "brook")).status_code == 404
    own = client_of(tom).get(address(task, name))
    assert own.status_code == (404 if name in ("task", "hand_back_task") else 403)


def test_an_answer_that_came_too_late_says_so_and_is_not_lost(oakfield, lena, tom, client_of):
    done = make_task(open_case(oakfield, lena), tom, state=TaskState.DONE)

    page = words(client_of(tom).post(address(done), {"outcome": "What I typed."}))

    assert "This task was answered already, and that answer stays as it is." in page
    assert "What I typed." in page
    assert "It was done." in page


def test_a_task_asks_no_second_factor_of_a_teacher_and_a_case_does(
    oakfield, lena, tom, client_of, settings
):
    settings.REQUIRE_SECOND_FACTOR = True
    task = make_task(open_case(oakfield, lena), tom)

    assert words(client_of(tom).get(address(task)))
    case_page = client_of(tom).get(reverse("incidents:cases", args=["oakfield"]))
    assert case_page.headers["Location"] == reverse("mfa_index")
    assert client_of(lena).get(address(task)).headers["Location"] == reverse("mfa_index")


def test_a_typed_name_that_keeps_somebody_from_tasks_is_shown_where_they_are_chosen(
    oakfield, lena, tom, client_of
):
    case = open_case(oakfield, lena, typed=[("Ben Thorne", "child", "offender")])
    task = make_task(case, lena, given_by=lena)
    client = client_of(lena)

    for place in (adding(case), address(task, "reassign_task")):
        page = words(client.get(place))
        assert "“Ben Thorne” is like the name of Tom Thorn" in page
        assert reverse("incidents:clear", args=["oakfield", case.reference, 1]) in page
