"""The forms of tasks: answered by their kind, given and given on."""

from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from incidents.models import Task
from incidents.tasking.choices import TaskKind, TaskState
from tests.factories.people import make_person
from tests.incidents.cases import entry_of, make_case, member
from tests.incidents.tasking import given
from tests.incidents.tasking.given import make_task, open_case

TODAY = timezone.localdate()
HOSTILE = ("\x00", "\ud800", "9" * 400, "-1", "0001-01-01", "9999-12-31", "1e999999", "NaN", "🦉")


def address(task, name="task", school="oakfield"):
    return reverse(f"incidents:{name}", args=[school, task.key])


def adding(incident):
    return reverse("incidents:add_task", args=["oakfield", incident.reference])


def words(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_owner_answers_on_the_page(oakfield, lena, tom, client_of):
    task = make_task(open_case(oakfield, lena), tom)

    answer = client_of(tom).post(address(task), {"outcome": "We talked."}, follow=True)

    assert "The task is done." in words(answer)
    assert Task.objects.get().outcome == "We talked."
    again = words(client_of(tom).get(address(task)))
    assert "We talked." in again
    assert 'name="outcome"' not in again


def test_an_answer_that_comes_second_gets_a_sentence_and_loses_nothing(
    oakfield, lena, tom, client_of, monkeypatch
):
    task = make_task(open_case(oakfield, lena), tom)
    client, page = client_of(tom), {}

    from incidents.tasking import pages

    find = pages.find

    def find_then_somebody_else_answers(rows, key):
        row = find(rows, key)
        Task.objects.update(
            state="done", outcome="I was first.", done_at=timezone.now(), done_by=member(lena)
        )
        return row

    monkeypatch.setattr(pages, "find", find_then_somebody_else_answers)
    page = words(client.post(address(task), {"outcome": "I was second."}))

    assert "This task was answered already, and that answer stays as it is." in page
    assert "I was second." in page


def moment() -> dict[str, str]:
    return {"on": TODAY.isoformat(), "at": "00:00"}


@pytest.mark.parametrize(
    ("kind", "answer", "kept"),
    [
        (
            TaskKind.INFORM_PARENTS,
            {"informed_who": "Both", "informed_how": "Letter"},
            {"informed_who": "Both", "informed_how": "Letter"},
        ),
        (
            TaskKind.REMOVE_ACCESS,
            {"access_until": (TODAY + timedelta(days=3)).isoformat()},
            {"access_until": TODAY + timedelta(days=3)},
        ),
        (TaskKind.COST, {"amount": "12.50"}, {"amount": Decimal("12.50")}),
    ],
)
def test_each_kind_asks_what_it_needs(oakfield, lena, tom, client_of, kind, answer, kept):
    task = make_task(open_case(oakfield, lena), tom, kind=kind)
    client = client_of(tom)

    empty = words(client.post(address(task), {}))
    client.post(address(task), {"outcome": "Done."} | moment() | answer)

    assert empty.count("govuk-error-message") >= 2
    task.refresh_from_db()
    assert task.state == TaskState.DONE
    assert {name: getattr(task, name) for name in kept} == kept


def test_access_that_comes_back_before_it_was_removed_is_refused(oakfield, lena, nat, client_of):
    task = make_task(open_case(oakfield, lena), nat, kind=TaskKind.REMOVE_ACCESS)
    facts = {"outcome": "Off.", "access_until": (TODAY - timedelta(days=1)).isoformat()}

    page = words(client_of(nat).post(address(task), facts | moment()))

    assert "before access was removed" in page


def post_raw(client, url, facts):
    """As a browser would not: with what is no text."""
    body = urlencode(facts, errors="surrogatepass")
    return client.post(url, body, content_type="application/x-www-form-urlencoded")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_whatever_is_typed_gets_a_sentence_and_never_an_error_page(
    oakfield, lena, nat, client_of, hostile
):
    case = open_case(oakfield, lena)
    names = ("outcome", "informed_who", "informed_how", "on", "at", "access_until", "amount")
    everything = dict.fromkeys(names, hostile)
    for kind in (TaskKind.INFORM_PARENTS, TaskKind.REMOVE_ACCESS, TaskKind.COST):
        task = make_task(case, nat, kind=kind)
        page = words(post_raw(client_of(nat), address(task), everything))
        assert "There is a problem" in page
    fields = ("kind", "title", "to", "due_on", "words", "about", "access_until", "amount")
    page = words(post_raw(client_of(lena), adding(case), dict.fromkeys(fields, hostile)))
    assert "There is a problem" in page
    clock_page = reverse("incidents:change_clocks", args=["oakfield"])
    numbers = ("acknowledge_hours", "head_after_days", "silent_days", "task_days", "count_over")
    assert "There is a problem" in words(
        post_raw(client_of(lena), clock_page, dict.fromkeys(numbers, hostile))
    )


def test_a_task_is_given_on_its_page(oakfield, lena, tom, nat, client_of):
    case = open_case(oakfield, lena, people=[(make_person(oakfield, "Ada Ash"), "offender")])
    client = client_of(lena)

    form = words(client.get(adding(case)))
    answer = client.post(
        adding(case),
        {
            "kind": "remove_access",
            "to": "role:technical_support",
            "about": "1",
            "access_until": (TODAY + timedelta(days=9)).isoformat(),
        },
        follow=True,
    )

    assert "Tom Thorn" in form
    assert "The task is given." in words(answer)
    task = Task.objects.get()
    assert (task.title, task.kind) == ("Remove network access", "remove_access")
    assert (task.owner_role, task.names_person) == ("technical_support", True)
    assert given.notices_of(nat) == ["task.given"]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"kind": "do", "title": ""}, "Say what is to be done."),
        ({"to": ""}, "Choose a role or a person."),
        ({"to": "member:999999"}, "Choose a role or a person."),
        ({"due_on": (TODAY - timedelta(days=1)).isoformat()}, "Enter today or a day"),
        ({"names_person": "on"}, "Choose whose name"),
        ({"amount": "12.345"}, "Enter an amount in pounds"),
        ({"amount": "12.30"}, "choose “Liable for the cost”"),
        ({"access_until": timezone.localdate}, "choose “Remove network access”"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    oakfield, lena, client_of, answers, sentence
):
    case = open_case(oakfield, lena)
    # A day is asked for now: the night may have passed since the tests were collected.
    asked = {name: one().isoformat() if callable(one) else one for name, one in answers.items()}
    told = {"kind": "do", "title": "Talk", "to": "role:dsl", "words": "Typed words."} | asked

    page = words(client_of(lena).post(adding(case), told))

    assert sentence in page
    assert "Typed words." in page
    assert not Task.objects.exists()


def test_a_barred_person_and_a_closed_case_are_refused_on_the_page(oakfield, lena, tom, client_of):
    case = open_case(oakfield, lena, people=[(entry_of(tom), "target")])
    over = make_case(oakfield, "closed", by=lena)
    told = {"kind": "do", "title": "Talk", "to": f"member:{tom.membership_id}"}
    client = client_of(lena)

    assert "cannot have a task" in words(client.post(adding(case), told))
    assert "after it is reopened" in words(client.post(adding(over), told))


def test_giving_on_handing_back_cancelling_and_reopening(oakfield, lena, dee, tom, nat, client_of):
    task = make_task(open_case(oakfield, dee), tom, given_by=dee)
    lead, reason = client_of(lena), {"reason": "A good one."}

    on = lead.post(address(task, "reassign_task"), {"to": f"member:{nat.membership_id}"} | reason)
    back = client_of(nat).post(address(task, "hand_back_task"), reason)
    gone = lead.post(address(task, "cancel_task"), reason)
    again = lead.post(address(task, "reopen_task"), reason)

    record = task.incident.get_absolute_url() + "#tasks"
    assert [on["Location"], gone["Location"], again["Location"]] == [record] * 3
    assert back["Location"] == reverse("incidents:tasks", args=["oakfield"])
    task.refresh_from_db()
    assert (task.owner.pk, task.state) == (dee.membership_id, "open")


@pytest.mark.parametrize("name", ["reassign_task", "cancel_task", "reopen_task", "hand_back_task"])
def test_what_cannot_be_done_is_said_on_its_page(oakfield, lena, client_of, name):
    state = TaskState.OPEN if name == "reopen_task" else TaskState.DONE
    task = make_task(open_case(oakfield, lena), lena, state=state)
    told = {"reason": "A.", "to": "role:dsl"}
    client = client_of(lena)

    assert words(client.get(address(task, name)))
    assert "There is a problem" in words(client.post(address(task, name), told))


def test_a_cancelled_task_says_so(oakfield, lena, tom, client_of):
    task = make_task(open_case(oakfield, lena), tom, state=TaskState.CANCELLED)

    assert "no longer needed" in words(client_of(tom).get(address(task)))


def test_a_task_about_somebody_says_about_whom(oakfield, lena, client_of):
    case = open_case(oakfield, lena)
    told = {"kind": "inform_parents", "to": "role:dsl", "amount": "", "words": ""}
    client = client_of(lena)

    page = words(client.post(adding(case), told))
    client.post(adding(case), told | {"words": "Her mother, please."})

    assert "Choose whom it is about, or write it in the box above." in page
    assert Task.objects.get().words == "Her mother, please."
