"""The log frozen at a log review: when, what of it, for whom, and that it never changes."""

import hashlib
import json
import subprocess
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from esafety import copies
from esafety.access.refused import Refused
from esafety.audit import objects, triggers, types
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.people.models import Person
from incidents.log import printing
from incidents.models import Incident, InvolvedPerson
from policies.meetings.services import closing, preparing
from reports.log_review import queries
from reports.log_review.models import LogReview, LogReviewPart
from reports.services import log_review
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.reports.log_review.conftest import TODAY

PAGES = "/oakfield/reports/log-reviews/"


def named(actor) -> Person:
    return Person.objects.get(membership_id=actor.membership_id)


def made(review: LogReview) -> list[LogReviewPart]:
    """The parts, once the job has run."""
    assert jobs.run(str(review.job)), Job.objects.get(pk=review.job).last_error
    return list(review.parts.all())


def words_of(part: LogReviewPart) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    found = subprocess.run(command, input=bytes(part.pdf), capture_output=True, check=True)
    return found.stdout.decode()


def test_closing_a_log_review_freezes_the_log(oakfield, lena, close):
    ada = make_person(oakfield, "Ada Ash")
    incident = make_incident(oakfield, people=[(ada, "target")])
    close()

    review = LogReview.objects.get()
    (case,) = review.content["cases"]
    assert (case["reference"], case["people"][0][0]) == (incident.reference, "Ada Ash")
    assert case["open"]
    assert review.content["counts"] == {"incidents": 1, "rows": 1, "open": 1, "overdue": 0}
    assert review.content["meeting"]["decisions"] == [
        {"item": "Patterns of the term", "decision": "Speak to Year 8"}
    ]
    assert review.content["meeting"]["actions"][0]["due_on"] == "2026-11-17"
    assert review.content["meeting"]["present"] == ["Dee Dogwood", "Ms Ivy"]
    assert review.sha256 == copies.digest(review.content)
    event = AuditEvent.objects.get(type="log_review.frozen")
    assert (event.object, event.data["sha256"]) == (str(review), review.sha256)


def test_the_hash_is_of_the_canonical_json(oakfield, close):
    close()
    review = LogReview.objects.get()
    plain = json.dumps(
        review.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()

    assert review.sha256 == hashlib.sha256(plain).hexdigest()


def test_what_is_overdue_is_named(oakfield, close):
    late = make_incident(oakfield, submitted_at=timezone.now() - timedelta(days=30))
    close()

    (case,) = LogReview.objects.get().content["cases"]
    assert case["reference"] == late.reference
    assert "overdue" in case["late"][0]


def test_a_committee_meeting_freezes_nothing(oakfield, lena):
    row = preparing.plan(kind="committee", day=TODAY, place="", by=lena)
    preparing.note_present(meeting=row, members=[lena.membership_id], guests=[], by=lena)
    closing.close(meeting=row, by=lena)

    assert not LogReview.objects.exists()


def test_without_its_audit_row_neither_is_closed_nor_frozen(oakfield, close, meeting, monkeypatch):
    monkeypatch.delitem(types._WORDS, "log_review.frozen")

    with pytest.raises(types.UnknownEventType):
        close()
    meeting.refresh_from_db()
    assert meeting.closed_at is None
    assert not LogReview.objects.exists()


def test_a_later_correction_of_the_log_never_changes_it(oakfield, close):
    incident = make_incident(oakfield, description="As it was.")
    close()
    Incident.objects.filter(pk=incident.pk).update(description="Corrected.")

    review = LogReview.objects.get()
    (part,) = made(review)
    assert review.content["cases"][0]["details"] == "As it was."
    assert "As it was." in words_of(part)
    assert "Corrected." not in words_of(part)


def test_the_database_refuses_to_change_it(oakfield, close):
    close()
    made(LogReview.objects.get())

    for rows in (LogReview.objects, LogReviewPart.objects):
        for change in (lambda r=rows: r.update(sha256="0"), lambda r=rows: r.all().delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_it_holds_what_its_freezer_may_see_and_others_read_all_or_nothing(
    oakfield, lena, dee, hari, close
):
    make_incident(oakfield)
    protected = make_incident(oakfield, child_protection=True)
    closed = close()
    of_lena = LogReview.objects.get()
    of_dee = log_review.freeze(meeting=closed, by=dee)

    assert protected.pk not in of_lena.incidents
    assert protected.pk in of_dee.incidents
    assert list(queries.visible_to(lena)) == [of_lena]
    assert set(queries.visible_to(dee)) == set(queries.visible_to(hari)) == {of_lena, of_dee}


def test_whom_a_case_comes_to_name_finds_it_no_more(oakfield, lena, dee, close, client_of):
    incident = make_incident(oakfield)
    close()
    review = LogReview.objects.get()
    (part,) = made(review)
    InvolvedPerson.objects.create(
        school=oakfield, incident=incident, kind="staff", part="offender", person=named(lena)
    )

    assert list(queries.visible_to(lena)) == []
    assert client_of(lena).get(review.get_absolute_url()).status_code == 404
    assert str(review) not in objects.seen(lena, {str(review)})
    assert str(review) in objects.seen(dee, {str(review)})
    with pytest.raises(Refused):
        log_review.open_pdf(part=part, by=lena)
    with pytest.raises(Refused):
        log_review.opened(review=review, by=lena)


def test_only_those_who_handle_incidents_read_it(oakfield, lena, tom, gwen, cora, close):
    close()

    for actor in (tom, gwen, cora):
        assert list(queries.visible_to(actor)) == []
        assert list(queries.to_freeze(actor)) == []
    with pytest.raises(Refused):
        log_review.freeze(meeting=LogReview.objects.get().meeting, by=tom)


def test_each_freezes_once_and_only_at_the_last_review(oakfield, lena, dee, close):
    first = close()
    row = preparing.plan(kind="log_review", day=TODAY, place="", by=lena)
    preparing.note_present(meeting=row, members=[lena.membership_id], guests=[], by=lena)
    closing.close(meeting=row, by=lena)

    assert list(queries.to_freeze(lena)) == []
    for meeting, by in ((row, lena), (first, dee)):
        with pytest.raises(Refused):
            log_review.freeze(meeting=meeting, by=by)
    assert log_review.freeze(meeting=row, by=dee).meeting == row


def test_a_long_log_comes_in_parts(oakfield, close, monkeypatch):
    monkeypatch.setattr(printing, "PART_WEIGHT", 600)
    for day in range(1, 4):
        make_incident(oakfield, happened_on=date(2026, 10, day))
    close()

    parts = made(LogReview.objects.get())
    assert [(part.first_row, part.last_row) for part in parts] == [(1, 1), (2, 2), (3, 3)]
    assert "part 2 of 3" in words_of(parts[1])
    assert "What the meeting decided" in words_of(parts[0])
    assert all("OFFICIAL-SENSITIVE" in words_of(part) for part in parts)
    assert log_review.make(review=LogReview.objects.get(), progress=lambda *_: None) == 3


def test_an_empty_log_is_frozen_as_well(oakfield, close):
    close()

    (part,) = made(LogReview.objects.get())
    assert "The log held no incident." in words_of(part)
    assert (part.first_row, part.last_row) == (1, 0)


def test_two_runs_leave_one_set_of_parts(oakfield, close):
    close()
    review = LogReview.objects.get()
    parts = made(review)

    again = LogReviewPart(
        school=oakfield, review=review, number=1, first_row=1, last_row=0, pdf=b"x",
        sha256="0" * 64, made_at=timezone.now(),
    )  # fmt: skip
    assert log_review._keep(review, [again]) == 1
    assert list(review.parts.all()) == parts


@pytest.mark.parametrize("event", ["log_review.made", "log_review.viewed", "log_review.pdf_opened"])
def test_without_their_audit_row_the_other_acts_do_nothing(
    oakfield, lena, close, event, monkeypatch
):
    make_incident(oakfield)
    close()
    review = LogReview.objects.get()
    if event == "log_review.pdf_opened":
        made(review)
    monkeypatch.delitem(types._WORDS, event)
    acts = {
        "log_review.made": lambda: log_review.make(review=review, progress=lambda *_: None),
        "log_review.viewed": lambda: log_review.opened(review=review, by=lena),
        "log_review.pdf_opened": lambda: log_review.open_pdf(part=review.parts.get(), by=lena),
    }

    with pytest.raises(types.UnknownEventType):
        acts[event]()
    assert (event == "log_review.pdf_opened") == review.parts.exists()


@pytest.mark.parametrize(
    ("model", "facts", "fault"),
    [
        (LogReview, {"content": {"cases": []}}, "its content does not match"),
        (LogReviewPart, {"pdf": b"%PDF-x"}, "its PDF does not match"),
    ],
)
def test_what_was_changed_by_hand_is_found(oakfield, close, model, facts, fault, capsys):
    close()
    made(LogReview.objects.get())
    call_command("verify_reports")
    assert "So are 1 frozen logs" in capsys.readouterr().out

    triggers.unprotect(connection, model._meta.db_table)
    model.objects.update(**facts)
    triggers.protect(connection, model._meta.db_table)
    with pytest.raises(CommandError, match=fault):
        call_command("verify_reports")
