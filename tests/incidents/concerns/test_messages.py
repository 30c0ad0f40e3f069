"""Messages both ways: nameless to each other, once for each form, insert-only, on the record."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from esafety.access.refused import Refused
from esafety.audit import objects
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.notices import kinds
from esafety.notices.models import Notice
from incidents.choices import Status
from incidents.concerns import permissions, queries
from incidents.concerns.services import messages, posters
from incidents.models import Incident, Message
from tests.esafety.notices.conftest import away
from tests.factories.incidents import make_incident
from tests.incidents.cases import entry_of, last_entry, make_case, member
from tests.incidents.concerns.concerns import audit_that_fails, raise_one, rows, system

TEXT = "We have read it."


def run_jobs():
    for _round in range(2):
        for job_id in jobs.due():
            jobs.run(job_id)


def notices():
    return {(n.member.display_name, n.kind, n.object) for n in Notice.objects.all()}


@pytest.fixture
def incident(school):
    return raise_one(school).incident


def test_the_school_writes_and_it_is_on_the_record(incident, lena):
    sent = messages.write(incident=incident, by=lena, text=TEXT, once_key=uuid4())

    assert (sent.from_reporter, sent.sent_by_id) == (False, lena.membership_id)
    entry = last_entry(incident)
    assert (entry.kind, entry.text) == ("message", f"To the reporter: {TEXT}")
    event = AuditEvent.objects.get(type="message.sent")
    assert (event.actor, event.object, event.data) == (lena.ref, incident.audit_ref, {})


def test_the_reporter_adds_and_the_report_stays_as_it_was(school, incident, lena):
    kept = dict(incident.submission.answers)
    added = messages.add(incident=incident, by=system(school), text="More.", once_key=uuid4())

    assert (added.from_reporter, added.sent_by) == (True, None)
    entry = last_entry(incident)
    assert (entry.text, entry.done_by_words) == ("From the reporter: More.", "The reporter")
    assert entry.entered_by is None
    incident.submission.refresh_from_db()
    assert incident.submission.answers == kept
    assert AuditEvent.objects.filter(type="message.received").count() == 1


@pytest.mark.parametrize("status", [Status.CLOSED, Status.NOT_INCIDENT, Status.MERGED])
def test_both_ways_stay_open_in_every_state(school, lena, tom, status):
    incident = make_case(school, status, by=lena, reporter=member(tom))

    messages.write(incident=incident, by=lena, text=TEXT, once_key=uuid4())
    messages.add(incident=incident, by=tom, text=TEXT, once_key=uuid4())

    assert Message.objects.filter(incident=incident).count() == 2


def test_a_form_sent_twice_is_one_message(school, incident, lena):
    key = uuid4()
    first = messages.write(incident=incident, by=lena, text=TEXT, once_key=key)
    before = rows()

    assert messages.write(incident=incident, by=lena, text="Other.", once_key=key) == first
    assert rows() == before


@pytest.mark.parametrize("act", [messages.write, messages.add])
def test_a_key_that_is_somebody_elses_is_replaced(school, incident, lena, act):
    key, other = uuid4(), raise_one(school).incident
    by = lena if act is messages.write else system(school)
    first = act(incident=other, by=by, text="There.", once_key=key)

    second = act(incident=incident, by=by, text="Here.", once_key=key)

    assert second != first
    assert second.once_key != key
    assert list(queries.messages_of(incident)) == [second]


def test_two_presses_at_the_same_moment_are_one_message(school, incident, lena, monkeypatch):
    key, find, looks = uuid4(), queries.message_sent, []
    first = messages.write(incident=incident, by=lena, text=TEXT, once_key=key)

    def too_early(*args, **kwargs):
        looks.append(args)
        return None if len(looks) == 1 else find(*args, **kwargs)

    monkeypatch.setattr(queries, "message_sent", too_early)

    assert messages.write(incident=incident, by=lena, text=TEXT, once_key=key) == first


@pytest.mark.parametrize("text", ["", " \n ", "x" * 5001])
def test_no_words_and_too_many_are_refused(incident, lena, text):
    before = rows()
    with pytest.raises(Refused):
        messages.write(incident=incident, by=lena, text=text, once_key=uuid4())
    assert rows() == before


@pytest.mark.parametrize("who", ["tom", "gwen", "boris"])
def test_who_may_not_handle_it_does_not_write(request, incident, who):
    before = rows()
    with pytest.raises(Refused):
        messages.write(
            incident=incident, by=request.getfixturevalue(who), text=TEXT, once_key=uuid4()
        )
    assert rows() == before


def test_who_is_named_does_not_write(school, lena):
    incident = make_incident(school, people=[(entry_of(lena), "offender")], source="child")

    with pytest.raises(Refused, match="not found"):
        messages.write(incident=incident, by=lena, text=TEXT, once_key=uuid4())


def test_where_nobody_could_read_it_nothing_is_written(school, lena):
    incident = make_incident(school)

    with pytest.raises(Refused, match="Nobody could read this"):
        messages.write(incident=incident, by=lena, text=TEXT, once_key=uuid4())


def test_only_the_reporter_adds(school, tom, lena):
    incident = make_incident(school, reporter=member(tom))

    assert messages.add(incident=incident, by=tom, text="More.", once_key=uuid4())
    with pytest.raises(Refused, match="not found"):
        messages.add(incident=incident, by=lena, text="More.", once_key=uuid4())


def test_a_message_is_never_changed_or_removed(incident, lena):
    sent = messages.write(incident=incident, by=lena, text=TEXT, once_key=uuid4())

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        Message.objects.filter(pk=sent.pk).update(text="Other.")
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        Message.objects.filter(pk=sent.pk).delete()


def test_a_failing_audit_write_saves_nothing(school, incident, lena, monkeypatch):
    with audit_that_fails(monkeypatch):
        messages.write(incident=incident, by=lena, text=TEXT, once_key=uuid4())
    with audit_that_fails(monkeypatch):
        messages.add(incident=incident, by=system(school), text=TEXT, once_key=uuid4())
    with audit_that_fails(monkeypatch):
        posters.made(stage="ks2", by=lena)


def test_a_member_who_reported_gets_a_notice_that_leads_to_the_receipt(school, lena, tom):
    incident = make_incident(school, reporter=member(tom))
    messages.write(incident=incident, by=lena, text=TEXT, once_key=uuid4())
    run_jobs()

    ref = f"receipt:{incident.reference}"
    assert ("Tom Thorn", "message.sent", ref) in notices()
    assert objects.seen(tom, {ref}) == {"", ref}
    assert objects.seen(lena, {ref}) == {""}


def test_what_is_added_is_told_to_who_handles_it_else_to_who_is_told_of_reports(
    school, incident, lena, dee
):
    messages.add(incident=incident, by=system(school), text="One.", once_key=uuid4())
    run_jobs()
    assert notices() >= {("Lena Larch", "message.received", incident.audit_ref)}

    Notice.objects.all().delete()
    Incident.objects.filter(pk=incident.pk).update(handler=member(dee))
    messages.add(incident=incident, by=system(school), text="Two.", once_key=uuid4())
    run_jobs()
    assert {who for who, kind, _ref in notices() if kind == "message.received"} == {"Dee Dogwood"}


def test_what_is_added_while_the_handler_is_away_is_told_to_others_as_well(
    school, incident, lena, dee
):
    Incident.objects.filter(pk=incident.pk).update(handler=member(dee))
    away(dee, first=timezone.localdate())
    messages.add(incident=incident, by=system(school), text="One.", once_key=uuid4())
    run_jobs()

    told = {who for who, kind, _ref in notices() if kind == "message.received"}
    assert told >= {"Dee Dogwood", "Lena Larch"}


@pytest.mark.parametrize(
    ("danger", "status", "urgent"),
    [("yes", "submitted", True), ("no", "submitted", False), ("yes", "not_incident", False)],
)
def test_what_is_added_to_an_open_case_that_cannot_wait_cannot_wait(school, danger, status, urgent):
    incident = raise_one(school, danger=danger).incident
    Incident.objects.filter(pk=incident.pk).update(status=status)
    messages.add(incident=incident, by=system(school), text="He is here.", once_key=uuid4())
    run_jobs()

    rows = Notice.objects.filter(kind="message.received")
    assert set(rows.values_list("urgent", flat=True)) == {urgent}


def test_what_is_added_is_never_told_to_who_is_named(school, lena, dee):
    incident = raise_one(school, did_names="Ms Larch", did_who="unknown").incident
    messages.add(incident=incident, by=system(school), text="More.", once_key=uuid4())
    run_jobs()

    told = {who for who, kind, _ref in notices() if kind == "message.received"}
    assert told
    assert "Lena Larch" not in told


def test_a_poster_is_made_by_who_sees_the_settings(school, lena, tom):
    posters.made(stage="ks2", by=lena)

    assert AuditEvent.objects.get(type="poster.made").data == {"stage": "ks2"}
    with pytest.raises(Refused, match="cannot make posters"):
        posters.made(stage="ks2", by=tom)


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        (Status.SUBMITTED, "sent"),
        (Status.ACKNOWLEDGED, "seen"),
        (Status.INVESTIGATING, "dealt-with"),
        (Status.IN_ACTION, "dealt-with"),
        (Status.CLOSED, "closed"),
        (Status.NOT_INCIDENT, "closed"),
        (Status.MERGED, "closed"),
    ],
)
def test_four_words_say_how_it_stands(status, stage):
    assert queries.stage_of(Incident(status=status), answered=False) == stage


def test_what_was_answered_was_seen():
    assert queries.stage_of(Incident(status=Status.SUBMITTED), answered=True) == "seen"


def test_a_notice_leads_to_the_messages_of_the_record_or_of_the_receipt(school):
    record, own = kinds.kind_of("message.received"), kinds.kind_of("message.sent")

    assert record.url(school, "incident:OAK-1") == "/oakfield/incidents/OAK-1/#messages"
    assert own.url(school, "receipt:OAK-1") == "/oakfield/incidents/sent/OAK-1/#messages"


def test_a_signed_in_report_and_a_concern_can_be_answered_and_others_not(school, tom):
    assert permissions.can_be_read(Incident(source="parent"))
    assert permissions.can_be_read(Incident(reporter=member(tom)))
    assert not permissions.can_be_read(Incident())
