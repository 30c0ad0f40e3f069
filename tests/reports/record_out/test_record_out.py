"""A copy of a record: its parts, masked or with names, hashed, made by a job, and given out."""

import hashlib
import json
import subprocess

import pytest

from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.people.models import Person
from esafety.schools.models import Membership
from incidents.models import Entry, Incident, InvolvedPerson
from incidents.services import record as writing
from reports.models import Paper
from reports.record_out import content
from reports.record_out.sections import SECTIONS
from reports.services import papers
from reports.services import record_out as services
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.incidents.chronology.lives import make_decision, make_task
from tests.reports.attached import make_sheet

RECORDS = "/oakfield/reports/records/"


@pytest.fixture
def incident(oakfield, lena):
    """Ada told of by Ben; a note names both, and a telephone number."""
    ada, ben = make_person(oakfield, "Ada Ash"), make_person(oakfield, "Ben Beech")
    made = make_incident(
        oakfield,
        people=[(ada, "target"), (ben, "offender")],
        description="Ben sent a message about Ada. Her nickname is Smudge.",
    )
    writing.add_note(incident=made, by=lena, text="Ada Ash rang from 01632 960 123.")
    return Incident.objects.get(pk=made.pk)


def asked(incident, actor, *, sections=("report", "people", "chronology"), **more):
    facts = {"named": False, "reason": "", "extra": [], **more}
    return services.ask(incident=incident, sections=sections, by=actor, **facts)


def made(incident, actor, **more):
    row = asked(incident, actor, **more)
    assert jobs.run(str(row.job_id)), Job.objects.get(pk=row.job_id).last_error
    return Paper.objects.get(pk=row.pk)


def words_of(paper) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    done = subprocess.run(command, input=bytes(paper.pdf), capture_output=True, check=True)
    return done.stdout.decode()


def test_names_are_masked_in_what_is_kept_and_in_the_pdf(incident, lena):
    row = asked(incident, lena, extra=["Smudge"])
    kept = json.dumps(row.content)
    for word in ("Ada", "Ash", "Ben", "Beech", "Smudge", "960"):
        assert word not in kept
    assert "Child A" in kept
    assert "Child B" in kept
    assert "Smudge" not in json.dumps(row.asked)

    assert jobs.run(str(row.job_id))
    paper = Paper.objects.get(pk=row.pk)
    text = words_of(paper)
    assert "Ada" not in text
    assert "OFFICIAL-SENSITIVE" in text
    assert "Copy of Lena Larch" in text
    assert "Page 1 of" in text
    assert paper.content_sha256 in text.replace("\n", "").replace(" ", "")
    assert paper.content == {}


def test_the_hash_is_of_the_content(incident, lena):
    row = asked(incident, lena)
    plain = json.dumps(row.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert row.content_sha256 == hashlib.sha256(plain.encode()).hexdigest()
    event = AuditEvent.objects.get(type="record.printed")
    assert event.object == incident.audit_ref
    assert event.data == {
        "sections": ["chronology", "people", "report"],
        "named": False,
        "sha256": row.content_sha256,
    }


def test_names_are_left_in_only_for_a_reason_that_is_kept(incident, lena):
    with pytest.raises(Refused) as refused:
        asked(incident, lena, named=True, reason=" ")
    assert "Say why" in refused.value.sentence

    row = asked(incident, lena, named=True, reason="The police asked under their powers.")
    assert "Ada Ash" in json.dumps(row.content)
    assert Entry.objects.filter(text__contains="The police asked under their powers.").exists()


def test_only_the_chosen_parts_are_in_it(incident, lena):
    row = asked(incident, lena, sections=["people"])

    assert [one["code"] for one in row.content["sections"]] == ["people"]
    with pytest.raises(Refused):
        asked(incident, lena, sections=[])


def test_what_was_decided_walked_written_and_given_to_do_is_in_its_part(incident, lena, tom):
    member = Membership.objects.get(pk=lena.membership_id)
    make_decision(incident, incident.involved.get(part="offender"))
    make_sheet(incident, member, "referral", {"to": "police", "decision": "referred"})
    owner = Membership.objects.get(pk=tom.membership_id)
    make_task(incident, title="Ring the parents", owner=owner, owner_role="")

    row = asked(incident, lena, sections=sorted(SECTIONS), named=True, reason="For the panel.")
    parts = {one["code"]: json.dumps(one) for one in row.content["sections"]}

    assert "Taken: Warning" in parts["decisions"]
    assert (
        "Other than the grid: Inform parents: Ben Beech has no parents here."
        in (parts["decisions"])
    )
    assert "Police" in parts["sheets"]
    assert "Ring the parents" in parts["tasks"]
    assert "Tom Thorn" in parts["tasks"]


def test_every_part_can_be_read(incident, lena):
    found, _masker = content.content(incident_of(incident, lena), lena, list(SECTIONS),
                                     named=False, extra=[])  # fmt: skip

    assert [one["code"] for one in found["sections"]] == list(SECTIONS)


def incident_of(incident, actor):
    return content.find(actor, incident.reference)


def test_who_has_not_the_case_or_may_not_export_gets_nothing(incident, lena, dee, cora, tom):
    Incident.objects.update(child_protection=True)
    for actor in (lena, cora, tom):
        with pytest.raises(Refused):
            asked(incident, actor)

    assert asked(incident, dee).pk


def test_not_for_whoever_is_named_in_it(incident, lena, client_of):
    row = made(incident, lena)
    InvolvedPerson.objects.create(
        school=incident.school, incident=incident, kind="staff", part="witness",
        person=Person.objects.get(last_name="Larch"),
    )  # fmt: skip

    with pytest.raises(Refused):
        papers.open_pdf(paper=row, by=lena)
    assert client_of(lena).get(f"{RECORDS}{incident.reference}/").status_code == 404


def test_without_its_audit_row_nothing_is_asked_for(incident, lena, monkeypatch):
    monkeypatch.delitem(types._WORDS, "record.printed")

    with pytest.raises(types.UnknownEventType):
        asked(incident, lena, named=True, reason="Asked for.")
    assert (Paper.objects.count(), Job.objects.count()) == (0, 0)
    assert not Entry.objects.filter(text__contains="Asked for.").exists()


def test_each_opening_is_recorded(incident, lena):
    row = made(incident, lena)
    papers.open_pdf(paper=row, by=lena)
    papers.open_pdf(paper=row, by=lena)

    opened = AuditEvent.objects.filter(type="record.pdf_opened", object=incident.audit_ref)
    assert opened.count() == 2


def test_with_whom_it_was_shared_stands_on_the_record(incident, lena):
    row = made(incident, lena)
    entry = services.give_out(paper=row, recipient="PC 4711", why="They investigate.", by=lena)

    for words in ("PC 4711", "They investigate.", "names masked", row.content_sha256):
        assert words in entry.text
    event = AuditEvent.objects.get(type="record.given_out")
    assert (event.object, event.data) == (incident.audit_ref, {"sha256": row.content_sha256})


def test_without_its_audit_row_no_sharing_is_written(incident, lena, monkeypatch):
    row = made(incident, lena)
    monkeypatch.delitem(types._WORDS, "record.given_out")

    with pytest.raises(types.UnknownEventType):
        services.give_out(paper=row, recipient="PC 4711", why="They investigate.", by=lena)
    assert not Entry.objects.filter(text__contains="PC 4711").exists()


def test_nobody_writes_of_another_members_copy(incident, lena, dee):
    row = made(incident, lena, named=True, reason="Asked for.")

    with pytest.raises(Refused):
        services.give_out(paper=row, recipient="x", why="y", by=dee)
    assert "names left in" in services.give_out(paper=row, recipient="x", why="y", by=lena).text


def test_the_page_from_the_record_to_the_pdf(incident, lena, client_of):
    browser = client_of(lena)
    page = f"{RECORDS}{incident.reference}/"
    assert page in browser.get(incident.get_absolute_url()).content.decode()
    assert "What it holds" in browser.get(page).content.decode()

    look = browser.post(page, {"part_report": "on", "look": ""}).content.decode()
    assert "Child A" in look
    answer = browser.post(page, {"part_report": "on", "make": "yes"})
    row = Paper.objects.get()
    assert answer["Location"] == row.get_absolute_url()

    given = f"/oakfield/reports/papers/{row.key}/given-out/"
    assert browser.get(given).status_code == 404
    assert jobs.run(str(row.job_id))
    assert given in browser.get(row.get_absolute_url()).content.decode()
    assert "Who received it" in browser.get(given).content.decode()
    assert "Say why it was shared." in browser.post(given, {"recipient": "x"}).content.decode()
    done = browser.post(given, {"recipient": "PC 4711", "why": "They ask."}, follow=True)
    assert "It is written on the record." in done.content.decode()


def test_what_is_wrong_is_said_and_nothing_is_lost(incident, lena, client_of):
    page = f"{RECORDS}{incident.reference}/"
    html = client_of(lena).post(page, {"names": "named", "extra": "Smudge", "make": "yes"})

    text = html.content.decode()
    assert "Choose at least one part of the record." in text
    assert "Say why the names may be left in." in text
    assert "Smudge" in text
    assert Paper.objects.count() == 0


def test_a_look_with_names_left_in(incident, lena, client_of):
    data = {"part_people": "on", "names": "named", "reason": "Asked for.", "look": ""}
    html = client_of(lena).post(f"{RECORDS}{incident.reference}/", data).content.decode()

    assert "Ada Ash" in html
