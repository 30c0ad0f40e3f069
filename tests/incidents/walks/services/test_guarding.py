"""The image guard: a yes makes referral the default, and not to refer needs its reason."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from incidents.models import ImageGuard, Task
from incidents.tasking.services.giving import cancel
from incidents.walks.choices import Answer, Prompt
from incidents.walks.services.guarding import Seen
from tests.factories.people import make_person
from tests.incidents.cases import entry_of, events_of, last_entry, make_case
from tests.incidents.walks.walked import ALL_NO, IMAGES, audit_that_fails, guard, refused

SEEN = Seen("Tom Thorn", "By accident, on a screen.", "Monday", "The library", "Nobody")


def case(school, **extra):
    extra.setdefault("types", IMAGES)
    return make_case(school, **extra)


@pytest.mark.parametrize("answer", [Answer.YES, Answer.UNSURE])
@pytest.mark.parametrize("prompt", Prompt)
def test_any_yes_and_any_not_sure_refers_by_default_and_gives_the_task(
    oakfield, lena, prompt, answer
):
    incident = case(oakfield)

    made = guard(incident, lena, answers=ALL_NO | {prompt: answer})

    assert made.refer
    assert (made.task.owner_role, made.task.kind) == ("dsl", "do")
    assert "Make the referral" in made.task.title
    assert "Never view" in made.task.words
    with refused("Give the reason for not referring"):
        guard(incident, lena, answers=ALL_NO | {prompt: answer}, refer=False, override_reason=" ")


def test_all_no_asks_for_the_decision_and_for_its_reason(oakfield, lena):
    incident = case(oakfield)
    with refused("Choose whether it is referred"):
        guard(incident, lena)
    with refused("Give the reason for not referring"):
        guard(incident, lena, refer=False)

    made = guard(incident, lena, refer=False, override_reason="Agreed with the head.")

    assert (made.refer, made.override_reason, made.task) == (False, "Agreed with the head.", None)
    assert "not referred. Agreed with the head." in last_entry(incident).text
    assert events_of(incident) == [
        ("incident.acknowledged", {"from": "submitted"}),
        ("guard.answered", {"refer": False}),
    ]
    incident.refresh_from_db()
    assert (incident.status, incident.handler_id) == ("acknowledged", lena.membership_id)


def test_the_database_wants_the_reason_as_well(oakfield, lena):
    made = guard(case(oakfield), lena, refer=False, override_reason="Why.")
    made.pk, made.override_reason = None, ""
    with pytest.raises(IntegrityError, match="not_referring"), transaction.atomic():
        made.save(force_insert=True)


def test_answered_again_the_newest_counts_and_the_task_is_given_once(oakfield, lena):
    incident = case(oakfield)
    first = guard(
        incident, lena, refer=True, seen=[SEEN], device_secured=True, device_words="Safe."
    )
    second = guard(incident, lena, answers=ALL_NO | {Prompt.RISK: Answer.YES})

    assert first.task == second.task
    assert first.seen == [
        {
            "who": "Tom Thorn",
            "why": "By accident, on a screen.",
            "when": "Monday",
            "where": "The library",
            "present": "Nobody",
        }
    ]
    assert ImageGuard.objects.count() == 2
    cancel(task=first.task, by=lena, reason="A mistake.")
    assert guard(incident, lena, refer=True).task != first.task
    assert Task.objects.count() == 2


def test_a_child_under_13_by_the_directory_cannot_be_answered_no(oakfield, lena):
    child = make_person(oakfield, "Ada Ash", date_of_birth=date(2015, 1, 1))
    incident = case(oakfield, people=[(child, "target")])
    with refused("under 13 on the day"):
        guard(incident, lena, refer=True)

    assert guard(incident, lena, answers=ALL_NO | {Prompt.UNDER_13: Answer.UNSURE}).refer


def test_nobody_answers_over_answers_that_they_have_not_seen(oakfield, lena, dee):
    incident = case(oakfield)
    guard(incident, lena, answers=ALL_NO | {Prompt.ADULT: Answer.YES}, read=0)

    for read in (0, -1, 2):
        with refused("since you opened the page"):
            guard(incident, dee, read=read, refer=False, override_reason="No adult.")
    assert not guard(incident, dee, read=1, refer=False, override_reason="A pupil of 18.").refer


@pytest.mark.parametrize(
    "address", ["https://x.example/1.jpg", "see HTTP://x", "www.x.example", "magnet://?x"]
)
def test_no_web_address_is_kept_anywhere(oakfield, lena, address):
    incident = case(oakfield)
    for n in range(5):
        words = ["Who", "Why", "When", "Where", "Present"]
        words[n] = address
        with refused("Leave the web address out"):
            guard(incident, lena, refer=True, seen=[Seen(*words)])
    with refused("Leave the web address out"):
        guard(incident, lena, refer=True, device_words=address)
    with refused("Leave the web address out"):
        guard(incident, lena, refer=False, override_reason=address)
    guard(incident, lena, refer=True, device_words="On the app Www and an account of x.example")


def test_who_saw_something_is_named_with_the_reason(oakfield, lena):
    incident = case(oakfield)
    for seen in ([Seen("", "Why", "", "", "")], [Seen("Who", " ", "", "", "")], [SEEN] * 21):
        with refused("Say of everybody who saw"):
            guard(incident, lena, refer=True, seen=seen)
    guard(incident, lena, refer=True, seen=[SEEN])
    assert "People recorded as having seen anything: 1." in last_entry_of_guard(incident)


def last_entry_of_guard(incident) -> str:
    return incident.entries.filter(kind="walk").latest("pk").text


def test_all_five_are_asked_and_only_of_such_an_incident(oakfield, lena):
    incident = case(oakfield)
    with refused("Answer all five"):
        guard(incident, lena, answers={Prompt.RISK: Answer.NO}, refer=True)
    bullying = case(oakfield, types=["bullying"])
    with refused("No type of this incident is about sexual images"):
        guard(bullying, lena, refer=True)


def test_only_those_who_handle_the_open_incident_answer(oakfield, lena, tom, hari):
    incident = case(oakfield)
    with refused("Only those who handle incidents"):
        guard(incident, tom, refer=True)
    named = case(oakfield, people=[(entry_of(lena), "witness")])
    with refused("was not found"):
        guard(named, lena, refer=True)
    closed = case(oakfield, status="closed", by=hari)
    with refused("only after it is reopened"):
        guard(closed, lena, refer=True)


def test_without_its_audit_row_nothing_is_saved(oakfield, lena, monkeypatch):
    incident = case(oakfield)
    with audit_that_fails(monkeypatch):
        guard(incident, lena, refer=False, override_reason="Why.")


def test_rows_of_the_guard_are_never_changed(oakfield, lena):
    guard(case(oakfield), lena, refer=True)
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        ImageGuard.objects.update(refer=False, override_reason="x")
