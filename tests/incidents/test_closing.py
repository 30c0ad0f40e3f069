"""Closing and reopening (Appendix I)."""

import pytest
from django.db import IntegrityError, transaction

from incidents.choices import EntryKind, Status
from incidents.models import Incident, Message
from incidents.services import closing
from tests.incidents.cases import (
    audit_that_fails,
    entry_of,
    events_of,
    last_entry,
    make_case,
    member,
    refused,
)

WORDS = {
    "summary": "Unkind messages in a group.",
    "investigation": "All four were heard.",
    "outcome": "restorative",
    "outcome_words": "They met; a sanction would not have helped.",
}


def test_closing_keeps_the_words_and_who_and_when(oakfield, lena, dee):
    row = closing.close(incident=make_case(oakfield, "acknowledged", by=lena), by=dee, **WORDS)

    saved = Incident.objects.get(pk=row.pk)
    assert saved.status == Status.CLOSED
    assert {name: getattr(saved, name) for name in WORDS} == WORDS
    assert (saved.closed_by, saved.closed_at is None) == (member(dee), False)
    assert "restorative" not in saved.search_text
    assert "They met" in saved.search_text
    data = {"from": "acknowledged", "outcome": "restorative"}
    assert events_of(row) == [("incident.closed", data)]


def test_the_chronology_says_what_was_written_at_closing_and_the_reasons(oakfield, lena):
    incident = make_case(oakfield, "in_action", summary=WORDS["summary"])

    entry = last_entry(closing.close(incident=incident, by=lena, **WORDS))

    assert (entry.kind, entry.text) == (EntryKind.MOVE, WORDS["outcome_words"])
    assert [one["field"] for one in entry.changes] == ["investigation", "outcome"]
    assert entry.changes[1] == {"field": "outcome", "before": "", "after": "Restorative meeting"}


def test_reasons_that_are_replaced_at_closing_are_kept_in_the_chronology(oakfield, lena):
    incident = make_case(oakfield, "in_action", outcome_words="Not known yet.")

    entry = last_entry(closing.close(incident=incident, by=lena, **WORDS))

    change = {"before": "Not known yet.", "after": WORDS["outcome_words"]}
    assert entry.changes[-1] == {"field": "outcome_words"} | change


@pytest.mark.parametrize("missing", ["summary", "outcome"])
def test_closing_needs_summary_and_outcome(oakfield, lena, missing):
    incident = make_case(oakfield, "acknowledged")
    with refused("Write the summary and choose the outcome"):
        closing.close(incident=incident, by=lena, **(WORDS | {missing: ""}))


def test_closing_needs_the_reasons_for_the_outcome(oakfield, lena):
    incident = make_case(oakfield, "acknowledged")
    with refused("Give a reason"):
        closing.close(incident=incident, by=lena, **(WORDS | {"outcome_words": " "}))


def test_a_report_nobody_acknowledged_cannot_be_closed(oakfield, lena):
    incident = make_case(oakfield)
    with refused("“Reported” cannot become “Closed”"):
        closing.close(incident=incident, by=lena, **WORDS)


@pytest.mark.parametrize("missing", ["summary", "outcome", "closed_at"])
def test_the_database_itself_refuses_a_closed_incident_without_its_words(oakfield, lena, missing):
    incident = make_case(oakfield, Status.CLOSED, by=lena)
    empty = {"closed_at": None, "closed_by": None} if missing == "closed_at" else {missing: ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(**empty)


def test_reopening_keeps_the_words_and_forgets_the_closing(oakfield, lena, dee):
    incident = make_case(oakfield, Status.CLOSED, by=lena)

    row = closing.reopen(incident=incident, by=dee, reason="More came out.")

    saved = Incident.objects.get(pk=row.pk)
    assert (saved.status, saved.summary) == (Status.INVESTIGATING, "A summary.")
    assert (saved.closed_at, saved.closed_by, saved.handler) == (None, None, member(lena))
    assert last_entry(row).text == "More came out."
    assert events_of(row) == [("incident.reopened", {"from": "closed"})]


def test_reopening_what_was_set_aside_at_once_acknowledges_it(oakfield, lena):
    row = closing.reopen(
        incident=make_case(oakfield, Status.NOT_INCIDENT), by=lena, reason="It was one."
    )

    saved = Incident.objects.get(pk=row.pk)
    assert saved.status == Status.ACKNOWLEDGED
    assert saved.acknowledged_by == saved.handler == member(lena)


def test_reopening_needs_a_reason(oakfield, lena):
    incident = make_case(oakfield, Status.CLOSED)
    with refused("Give a reason"):
        closing.reopen(incident=incident, by=lena, reason="")


def test_an_open_case_is_not_reopened(oakfield, lena):
    incident = make_case(oakfield, "acknowledged")
    with refused("while the incident is “Acknowledged”"):
        closing.reopen(incident=incident, by=lena, reason="Why")
    incident = make_case(oakfield)
    with refused("cannot become"):
        closing.reopen(incident=incident, by=lena, reason="Why")


def test_rights_lost_since_the_page_was_drawn_are_noticed(oakfield, lena):
    people = [(entry_of(lena), "offender")]
    incident = make_case(oakfield, "acknowledged", people=people)
    with refused("This incident was not found"):
        closing.close(incident=incident, by=lena, **WORDS)
    incident = make_case(oakfield, Status.CLOSED, people=people)
    with refused("This incident was not found"):
        closing.reopen(incident=incident, by=lena, reason="Why")


def test_without_its_audit_row_nothing_is_saved(oakfield, lena, monkeypatch):
    known, over = make_case(oakfield, "acknowledged"), make_case(oakfield, Status.CLOSED)
    with audit_that_fails(monkeypatch):
        closing.close(incident=known, by=lena, **WORDS)
    with audit_that_fails(monkeypatch):
        closing.reopen(incident=over, by=lena, reason="Why")


def test_what_the_reporter_is_told_at_closing_is_a_message_of_the_case(oakfield, lena, tom):
    incident = make_case(oakfield, "acknowledged", lena, reporter=member(tom))

    closing.close(incident=incident, by=lena, to_reporter="Thank you. It is put right.", **WORDS)

    message = Message.objects.get(incident=incident)
    assert (message.text, message.from_reporter) == ("Thank you. It is put right.", False)


def test_words_for_a_reporter_who_cannot_be_reached_are_refused_and_nothing_is_closed(
    oakfield, lena
):
    incident = make_case(oakfield, "acknowledged", lena)

    with refused("reporter"):
        closing.close(incident=incident, by=lena, to_reporter="Thank you.", **WORDS)
