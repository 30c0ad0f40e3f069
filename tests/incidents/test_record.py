"""Notes, immediate actions, the summary and corrections (Appendix I)."""

from datetime import date, datetime, time
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from incidents.choices import ACTIONS_WITH_DETAIL, EntryKind, ImmediateAction, Status
from incidents.models import Entry, Incident, Submission, Task
from incidents.services import record
from tests.factories.incidents import make_type
from tests.incidents.cases import (
    audit_that_fails,
    entry_of,
    events_of,
    last_entry,
    make_case,
    make_cleared,
    member,
    refused,
)

LONDON = ZoneInfo("Europe/London")
THEN = datetime(2026, 11, 3, 10, 30, tzinfo=LONDON)


@pytest.mark.parametrize("status", list(Status))
def test_a_note_can_be_added_in_any_state(oakfield, lena, status):
    incident = make_case(oakfield, status)

    entry = record.add_note(incident=incident, by=lena, text="Her mother rang.", happened_at=THEN)

    assert (entry.kind, entry.text, entry.happened_at) == ("note", "Her mother rang.", THEN)
    assert entry.entered_at > entry.happened_at
    assert Incident.objects.get(pk=incident.pk).last_entry_at == entry.entered_at
    assert events_of(incident) == [("incident.entry_added", {})]


@pytest.mark.parametrize("action", list(ImmediateAction))
def test_each_immediate_action_is_kept_with_who_when_and_detail(oakfield, lena, action):
    incident = make_case(oakfield, "acknowledged")

    entry = record.add_action(
        incident=incident, by=lena, action=action, who="Olu Oak", happened_at=THEN, text="By phone."
    )

    assert (entry.kind, entry.action, entry.done_by_words) == ("action", action, "Olu Oak")
    assert (entry.happened_at, entry.text, entry.entered_by) == (THEN, "By phone.", member(lena))
    assert events_of(incident)[0] == ("incident.action_added", {"action": action.value})
    assert len(events_of(incident)) == (2 if action == ImmediateAction.POLICY_REVIEW else 1)


def test_a_policy_to_be_reviewed_raises_a_task_for_the_lead(oakfield, lena):
    incident = make_case(oakfield, "acknowledged")

    record.add_action(
        incident=incident, by=lena, action=ImmediateAction.POLICY_REVIEW, who="Lena", text=""
    )

    task = Task.objects.get(incident=incident)
    assert (task.kind, task.owner_role, task.state) == ("policy_review", "lead", "open")


@pytest.mark.parametrize("action", list(ImmediateAction))
def test_the_starred_actions_need_words(oakfield, lena, action):
    incident = make_case(oakfield)
    if action in ACTIONS_WITH_DETAIL:
        with refused("Say in words what was done"):
            record.add_action(incident=incident, by=lena, action=action, who="Lena", text=" ")
    else:
        record.add_action(incident=incident, by=lena, action=action, who="Lena")


def test_several_actions_are_recorded_together_or_not_at_all(oakfield, lena):
    incident = make_case(oakfield)
    good = record.Taken(ImmediateAction.POLICE_CEOP, "Lena Larch", THEN)
    bad = record.Taken(ImmediateAction.PARENTS, "Lena Larch", THEN)

    with refused("Parents or carers informed"):
        record.add_actions(incident=incident, by=lena, taken=[good, bad])
    made = record.add_actions(incident=incident, by=lena, taken=[good, good])

    assert [entry.action for entry in made] == ["police_ceop"] * 2


@pytest.mark.parametrize("status", [Status.CLOSED, Status.NOT_INCIDENT, Status.MERGED])
def test_a_record_that_is_over_takes_notes_only(oakfield, lena, status):
    incident = make_case(oakfield, status)
    with refused("only after it is reopened"):
        record.add_action(incident=incident, by=lena, action=ImmediateAction.POLICE_CEOP, who="L")
    with refused("only after it is reopened"):
        record.write_summary(incident=incident, by=lena, summary="New words")
    with refused("only after it is reopened"):
        record.correct(incident=incident, by=lena, reason="Why", place="outside")


def test_the_summary_is_written_bit_by_bit_and_the_earlier_words_are_kept(oakfield, lena):
    incident = make_case(oakfield, "investigating")
    record.write_summary(incident=incident, by=lena, summary="First words.")

    row = record.write_summary(
        incident=incident, by=lena, summary="Second words.", outcome="talk", outcome_words="Enough."
    )

    entry = last_entry(row)
    assert entry.changes[0] == {
        "field": "summary",
        "before": "First words.",
        "after": "Second words.",
    }
    data = {"fields": ["summary", "outcome", "outcome_words"]}
    assert events_of(row)[-1] == ("incident.summary_changed", data)


def test_a_summary_that_says_the_same_adds_nothing(oakfield, lena):
    incident = make_case(oakfield, summary="The same.")

    record.write_summary(incident=incident, by=lena, summary="The same.")

    assert (Entry.objects.count(), events_of(incident)) == (0, [])


def test_a_correction_keeps_before_and_after_and_the_reason(oakfield, lena):
    incident = make_case(oakfield, "investigating")

    row = record.correct(
        incident=incident,
        by=lena,
        reason="The bus was meant.",
        place="outside",
        happened_at_time=time(15, 40),
        happened_on=date(2026, 11, 3),
        platforms=["snapchat", "gone_app"],
        urgent=True,
        when="day",
    )

    entry = last_entry(row)
    assert (entry.kind, entry.text) == (EntryKind.CORRECTION, "The bus was meant.")
    assert entry.changes == [
        {"field": "place", "before": "Inside school", "after": "Outside school"},
        {"field": "happened_at_time", "before": "", "after": "15:40"},
        {"field": "happened_on", "before": "2 November 2026", "after": "3 November 2026"},
        {"field": "platforms", "before": "", "after": "Snapchat\ngone_app"},
        {"field": "urgent", "before": "No", "after": "Yes"},
    ]
    saved = Incident.objects.get(pk=row.pk)
    assert (saved.place, saved.happened_at_time, saved.urgent) == ("outside", time(15, 40), True)
    assert events_of(row)[0][0] == "incident.corrected"


def test_types_are_corrected_by_their_names(oakfield, lena):
    incident = make_case(oakfield, types=("bullying",))
    more = [make_type(oakfield, "hacking", position=2), incident.types.get()]

    row = record.correct(incident=incident, by=lena, reason="Both.", types=more)

    change = {"field": "types", "before": "Bullying", "after": "Bullying\nHacking"}
    assert last_entry(row).changes == [change]
    assert {one.code for one in row.types.all()} == {"bullying", "hacking"}


def test_the_report_stays_as_it_was_sent(oakfield, lena):
    incident = make_case(oakfield)
    sent = {
        "school": oakfield,
        "answers": {"description": "As told."},
        "sha256": "0" * 64,
        "signed_name": "Tom",
        "declaration": "True.",
        "submitted_at": timezone.now(),
        "once_key": uuid4(),
    }
    Submission.objects.create(incident=incident, **sent)

    record.correct(incident=incident, by=lena, reason="Clearer.", description="As it was.")

    assert Submission.objects.get(incident=incident).answers == sent["answers"]


def test_a_correction_needs_a_reason_and_a_difference(oakfield, lena):
    incident = make_case(oakfield)
    same = list(incident.types.all())
    with refused("Give a reason"):
        record.correct(incident=incident, by=lena, reason=" ", place="outside")
    with refused("Nothing is different"):
        record.correct(incident=incident, by=lena, reason="Why", place="inside", types=same)


def test_a_correction_changes_no_other_field(oakfield, lena):
    with pytest.raises(ValueError, match="status"):
        record.correct(incident=make_case(oakfield), by=lena, reason="Why", status="closed")


def test_rights_lost_since_the_page_was_drawn_are_noticed(oakfield, lena):
    incident = make_case(oakfield, people=[(entry_of(lena), "target")])
    with refused("This incident was not found"):
        record.add_note(incident=incident, by=lena, text="Words")
    with refused("This incident was not found"):
        record.add_action(incident=incident, by=lena, action=ImmediateAction.OTHER, who="L")
    with refused("This incident was not found"):
        record.write_summary(incident=incident, by=lena, summary="Words")
    with refused("This incident was not found"):
        record.correct(incident=incident, by=lena, reason="Why", place="outside")


def test_without_its_audit_row_nothing_is_saved(oakfield, lena, monkeypatch):
    incident = make_case(oakfield)
    police = record.Taken(ImmediateAction.POLICE_CEOP, "Lena Larch", THEN)
    acts = [
        lambda: record.add_note(incident=incident, by=lena, text="Words"),
        lambda: record.add_action(incident=incident, by=lena, action=police.action, who="Lena"),
        lambda: record.add_actions(incident=incident, by=lena, taken=[police, police]),
        lambda: record.write_summary(incident=incident, by=lena, summary="Words"),
        lambda: record.correct(incident=incident, by=lena, reason="Why", place="outside"),
    ]
    for act in acts:
        with audit_that_fails(monkeypatch):
            act()


@pytest.mark.parametrize("table", ["entry", "submission", "notsameperson"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET school_id = school_id", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_the_chronology(oakfield, lena, table, statement):
    incident = make_case(oakfield)
    record.add_note(incident=incident, by=lena, text="Words")
    make_cleared(oakfield)
    Submission.objects.create(
        school=oakfield,
        incident=incident,
        answers={},
        submitted_at=timezone.now(),
        once_key=uuid4(),
    )
    with (
        pytest.raises(DatabaseError, match="insert-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(f"incidents_{table}"))
