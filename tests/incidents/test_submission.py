"""Sending a report: everything at once, once, or nothing at all."""

import re
import threading
import time

import pytest
from django.db import IntegrityError, OperationalError, connections
from django_scopes import scope

from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.audit.types import UnknownEventType
from esafety.jobs import tasks as broker
from esafety.jobs.models import Job
from incidents import answers, queries, references
from incidents.choices import EntryKind, Status
from incidents.models import Draft, Incident, InvolvedPerson, Submission
from incidents.services import making, submission
from tests.factories.people import make_person
from tests.factories.reports import make_draft, ready, someone, sow_types
from tests.factories.schools import make_member, make_school


@pytest.fixture(autouse=True)
def _types(request):
    if "oakfield" in request.fixturenames:
        sow_types(request.getfixturevalue("oakfield"))


def send(draft, by, name="Tom Thorn"):
    return submission.submit(draft=draft, signed_name=name, by=by)


def test_the_record_begins_as_a_copy_of_the_answers(oakfield, tom):
    draft = make_draft(
        tom,
        types=["bullying", "hate"],
        places=["inside", "outside"],
        when="range",
        happened_on="2026-11-02",
        happened_until="2026-11-05",
        time=None,
        urgent=True,
        platforms=["whatsapp", "other"],
        platform_words="A chat",
    )

    incident = send(draft, tom)

    incident.refresh_from_db()
    assert incident.status == Status.SUBMITTED
    assert incident.reporter_id == tom.membership_id
    assert incident.reporter_name == "Tom Thorn"
    assert set(incident.types.values_list("code", flat=True)) == {"bullying", "hate"}
    assert (incident.place, incident.when, incident.urgent) == ("both", "range", True)
    assert str(incident.happened_until) == "2026-11-05"
    assert incident.happened_at_time is None
    assert incident.platforms == ["whatsapp", "other"]
    assert "lunch queue" in incident.search_text


def test_the_time_is_kept_when_it_is_known(oakfield, tom):
    assert str(send(make_draft(tom, time="14:30"), tom).happened_at_time) == "14:30:00"


def test_the_submission_keeps_the_answers_the_signature_and_their_hash(oakfield, tom):
    draft = make_draft(tom)

    incident = send(draft, tom)

    kept = Submission.objects.get(incident=incident)
    assert {name: kept.answers[name] for name in answers.READY} == ready()
    assert kept.answers["signed_name"] == kept.signed_name == "Tom Thorn"
    assert kept.declaration == "This report is true to the best of my knowledge."
    assert kept.sha256 == answers.sha256(kept.answers)
    assert kept.once_key == draft.key


def test_the_reference_is_the_schools_and_has_a_check_character(oakfield, tom):
    incident = send(make_draft(tom), tom)

    assert re.fullmatch(r"OAK-[0-9A-Z]{4}-[0-9A-Z]{2}", incident.reference)
    assert references.tidy(incident.reference) == incident.reference


def test_people_are_linked_or_typed_and_never_part_of_the_search(oakfield, tom):
    ada = make_person(oakfield, "Ada Ash", year_group="9")
    people = [someone("", person=ada, part="target"), someone("Kim Whitebeam", contact="9K")]

    incident = send(make_draft(tom, people=people), tom)

    linked, typed = InvolvedPerson.objects.filter(incident=incident)
    assert (linked.person, linked.year_group, linked.part) == (ada, "9", "target")
    assert (typed.typed_name, typed.contact, typed.kind) == ("Kim Whitebeam", "9K", "child")
    assert typed.spellings.exists()
    assert "Whitebeam" not in incident.search_text


def test_where_nobody_is_known_the_log_still_has_a_row(oakfield, tom):
    nobody = {"kind": "unknown", "person": None, "name": "", "contact": "", "part": "unclear"}

    incident = send(make_draft(tom, people=[nobody]), tom)

    assert incident.involved.get().kind == "unknown"


def test_the_first_entry_the_audit_row_and_the_jobs_are_there(oakfield, tom):
    incident = send(make_draft(tom), tom)

    entry = incident.entries.get()
    event = AuditEvent.objects.get()
    assert (entry.kind, entry.to_status) == (EntryKind.SUBMITTED, Status.SUBMITTED)
    assert (event.type, event.object, event.data) == ("incident.submitted", incident.audit_ref, {})
    assert {(j.kind, j.payload["incident"]) for j in Job.objects.all()} == {
        ("incident.tell", incident.reference),
        ("incident.confirm", incident.reference),
    }


def test_the_draft_is_gone_and_sending_again_gives_the_same_incident(oakfield, tom):
    draft = make_draft(tom)

    first, second = send(draft, tom), send(draft, tom)

    assert first == second
    assert not Draft.objects.exists()
    assert Incident.objects.count() == 1
    assert AuditEvent.objects.count() == 1


def test_a_key_that_another_request_used_meanwhile_gives_that_ones_incident(oakfield, tom):
    draft = make_draft(tom)
    first = send(draft, tom)
    late = make_draft(tom)
    Draft.objects.filter(pk=late.pk).update(key=draft.key)
    late.refresh_from_db()

    assert send(late, tom) == first
    assert Incident.objects.count() == 1


def test_a_reference_that_is_taken_is_drawn_again(oakfield, tom, monkeypatch):
    taken = send(make_draft(tom), tom).reference
    drawn = iter([taken, taken, "OAK-2222-22"])
    monkeypatch.setattr(making.references, "new", lambda code: next(drawn))

    assert send(make_draft(tom), tom).reference == "OAK-2222-22"


def test_where_every_reference_is_taken_it_is_refused_and_the_draft_kept(
    oakfield, tom, monkeypatch
):
    taken = send(make_draft(tom), tom).reference
    monkeypatch.setattr(making.references, "new", lambda code: taken)
    draft = make_draft(tom)

    with pytest.raises(Refused, match="reference"):
        send(draft, tom)
    assert Draft.objects.get() == draft


def test_another_error_of_the_database_is_no_taken_reference(oakfield, tom):
    draft = make_draft(tom, when="range", happened_on="2026-11-05", happened_until="2026-11-02")

    with pytest.raises(IntegrityError):
        send(draft, tom)


def test_who_may_not_report_may_not_send(oakfield, gwen):
    with pytest.raises(Refused, match="cannot report"):
        send(make_draft(gwen), gwen)


def test_nobody_sends_another_members_draft(oakfield, tom, lena):
    draft = make_draft(tom)

    with pytest.raises(Refused, match="no longer here"):
        send(draft, lena)
    assert not Incident.objects.exists()


@pytest.mark.parametrize("name", ["", "   "])
def test_without_a_signature_nothing_is_sent(oakfield, tom, name):
    with pytest.raises(Refused, match="full name"):
        send(make_draft(tom), tom, name)


def test_an_unfinished_draft_is_not_sent(oakfield, tom):
    with pytest.raises(Refused, match="not finished"):
        send(make_draft(tom, finished=False), tom)


def test_where_the_audit_row_cannot_be_written_nothing_is_saved(oakfield, tom, monkeypatch):
    monkeypatch.delitem(types._WORDS, "incident.submitted")
    draft = make_draft(tom)

    with pytest.raises(UnknownEventType):
        send(draft, tom)
    assert Draft.objects.get() == draft
    for model in (Incident, Submission, InvolvedPerson, Job, AuditEvent):
        assert not model.objects.exists()


def test_a_broker_that_is_down_costs_nothing(
    oakfield, tom, monkeypatch, django_capture_on_commit_callbacks
):
    def down(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(broker.run_job, "apply_async", down)
    with django_capture_on_commit_callbacks(execute=True):
        send(make_draft(tom), tom)

    assert Job.objects.filter(state="waiting").count() == 2


def test_a_report_about_the_lead_is_the_reporters_and_not_the_leads(oakfield, tom, lena, dee):
    incident = send(make_draft(tom, people=[someone("Ms Larch", "staff", "target")]), tom)

    assert queries.receipts_of(tom).get() == incident
    assert not queries.visible_to(lena).exists()
    assert queries.visible_to(dee).get() == incident


def press(school, draft, by, start, found):
    """Send as soon as everyone is ready; SQLite in memory answers "locked" instead of waiting."""
    start.wait()
    for _try in range(200):
        try:
            with scope(school=school):
                found.append(send(draft, by).reference)
            break
        except OperationalError:
            time.sleep(0.01)
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_four_that_send_at_the_same_moment_make_one_incident():
    school = make_school()
    with scope(school=school):
        sow_types(school)
        tom = make_member(school, "Tom Thorn", Role.STAFF)
        draft = make_draft(tom)
    start, found = threading.Barrier(4), []
    facts = (school, draft, tom, start, found)
    threads = [threading.Thread(target=press, args=facts) for _n in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(found), len(set(found))) == (4, 1)
    with scope(school=school):
        assert (Incident.objects.count(), Draft.objects.count()) == (1, 0)
        assert AuditEvent.objects.count() == 1
