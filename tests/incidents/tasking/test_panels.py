"""The record shows its tasks with owner, clock and outcome, and the way to give one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Referral
from incidents.tasking import panels
from incidents.tasking.choices import Owner, TaskState
from tests.incidents.cases import make_case, member, page_of
from tests.incidents.tasking.given import make_task, open_case


def test_the_tasks_stand_on_the_record(oakfield, lena, tom, client_of):
    case = open_case(oakfield, lena)
    task = make_task(case, tom)
    make_task(case, owner_role=Owner.OFFICE, state=TaskState.DONE, done_by=member(tom))
    make_task(case, lena, state=TaskState.CANCELLED)

    page = page_of(client_of(lena), case)

    for words in (task.get_absolute_url(), "Tom Thorn", "School office", "It was done."):
        assert words in page
    assert f"/{case.reference}/tasks/add/" in page
    assert "No longer needed" in page


@pytest.mark.parametrize("status", ["closed", "not_incident"])
def test_for_what_is_over_nothing_is_given(oakfield, lena, status):
    case = make_case(oakfield, status, by=lena)
    assert panels.panel(case, lena) is None

    make_task(case, lena)

    assert panels.panel(case, lena)["add_url"] == ""


def test_without_a_task_the_panel_gives_one(oakfield, lena, tom, client_of):
    case = open_case(oakfield, lena)

    assert "No tasks yet." in page_of(client_of(lena), case)
    assert panels.panel(case, tom) is None


def test_who_was_given_the_case_sees_its_tasks_and_opens_their_own(oakfield, lena, tom, nat):
    case = open_case(oakfield, lena)
    make_task(case, nat, title="Nat's")
    make_task(case, tom, title="Tom's")
    Referral.objects.create(
        school=oakfield,
        incident=case,
        member=member(tom),
        reason="Her tutor.",
        given_at=case.submitted_at,
        given_by=member(lena),
    )

    found = panels.panel(case, tom)

    assert {line.task.title: bool(line.url) for line in found["lines"]} == {
        "Nat's": False,
        "Tom's": True,
    }
    assert found["add_url"] == ""


def test_one_task_and_thirty_ask_the_same_few_questions(oakfield, lena, tom):
    case = open_case(oakfield, lena)

    def count(more):
        for _each in range(more):
            make_task(case, tom)
        with CaptureQueriesContext(connection) as seen:
            panels.panel(case, lena)
        return len(seen)

    assert count(1) == count(29)
