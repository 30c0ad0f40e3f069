"""The printed log: asked for, made by a job, fetched by the one who asked, and let go of."""

import hashlib
import io
import subprocess
from datetime import date

import pikepdf
import pytest
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.people.models import Person
from esafety.schools.models import RoleGrant
from incidents import log_tasks
from incidents.log import printing
from incidents.models import InvolvedPerson, LogPrint
from incidents.services import printing as prints
from tests.factories.incidents import make_incident
from tests.factories.people import make_person

LOG = "/oakfield/incidents/"


def asked(school, actor, **filters) -> LogPrint:
    return prints.request_print(school=school, filters=filters, by=actor)


def made(school, actor, **filters) -> LogPrint:
    """A print whose job has run."""
    row = asked(school, actor, **filters)
    assert jobs.run(str(row.job_id))
    row.refresh_from_db()
    return row


def words_of(data: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def test_a_print_and_its_job_and_event_are_written_together(oakfield, lena):
    row = asked(oakfield, lena, state="open")

    assert (row.requested_by_id, row.filters) == (lena.membership_id, {"state": "open"})
    assert Job.objects.get(pk=row.job_id).payload == {"print": str(row.key)}
    assert AuditEvent.objects.get(type="log.printed").data == {"filters": ["state"]}


def test_without_its_audit_row_nothing_is_asked_for(oakfield, lena, monkeypatch):
    monkeypatch.delitem(types._WORDS, "log.printed")

    with pytest.raises(types.UnknownEventType):
        asked(oakfield, lena)

    assert (LogPrint.objects.count(), Job.objects.count()) == (0, 0)


def test_who_may_not_export_asks_for_nothing(oakfield, tom):
    with pytest.raises(Refused):
        asked(oakfield, tom)


def test_more_than_a_pdf_holds_is_refused(oakfield, lena, monkeypatch):
    monkeypatch.setattr(printing, "MOST", 1)
    make_incident(oakfield)
    make_incident(oakfield, place="outside")

    with pytest.raises(Refused) as refused:
        asked(oakfield, lena)

    assert "up to 1 incidents" in refused.value.sentence
    assert asked(oakfield, lena, place="outside").pk


def test_the_job_makes_a_tagged_pdf_with_the_columns_of_the_form(oakfield, lena):
    ada, ben = make_person(oakfield, "Ada Ash"), make_person(oakfield, "Ben Beech")
    incident = make_incident(
        oakfield, people=[(ada, "target"), (ben, "offender")], description="A long story. " * 200
    )

    row = made(oakfield, lena)
    opened, words = pikepdf.open(io.BytesIO(bytes(row.pdf))), words_of(bytes(row.pdf))

    assert opened.Root.MarkInfo.Marked
    assert str(opened.Root.Lang) == "en-GB"
    assert str(opened.docinfo["/Title"]) == "Incident log of Oakfield School"
    width, height = (float(n) for n in opened.pages[0].MediaBox[2:])
    assert width > height
    for text in (
        "Date and time", "Name of pupil", "T/O", "Nature of incident",
        "Details, including evidence",
        "Outcome, including action taken", "Ada Ash", "Ben Beech", incident.reference, "OFFICIAL",
        "Oakfield School", "Printed on",
    ):  # fmt: skip
        assert text in words
    assert row.sha256 == hashlib.sha256(bytes(row.pdf)).hexdigest()
    assert (row.rows, row.incidents) == (2, [incident.pk])


def test_every_page_has_the_heading_and_its_number(oakfield, lena):
    for day in range(1, 13):
        make_incident(oakfield, happened_on=date(2026, 11, day), description="A long story. " * 120)

    pages = words_of(bytes(made(oakfield, lena).pdf)).strip("\f").split("\f")

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Nature of incident" in page


def test_a_print_holds_the_filtered_log_and_names_the_filters(oakfield, lena):
    ada = make_person(oakfield, "Ada Ash")
    wanted = make_incident(oakfield, people=[(ada, "target")])
    make_incident(oakfield)

    row = made(oakfield, lena, person=str(ada.pk), state="submitted")

    assert row.incidents == [wanted.pk]
    assert "Person: Ada Ash" in words_of(bytes(row.pdf))


def test_an_empty_log_can_be_printed(oakfield, lena):
    assert "No incident fits." in words_of(bytes(made(oakfield, lena).pdf))


def test_a_print_holds_what_its_asker_may_see_when_it_is_made(oakfield, lena):
    row = asked(oakfield, lena)
    entry = Person.objects.get(membership_id=lena.membership_id)
    make_incident(oakfield, people=[(entry, "offender")])
    seen = make_incident(oakfield)

    jobs.run(str(row.job_id))
    row.refresh_from_db()

    assert row.incidents == [seen.pk]


def test_the_job_is_safe_to_run_twice(oakfield, lena):
    row = made(oakfield, lena)
    first = row.sha256

    log_tasks.make_print(row.job)
    row.refresh_from_db()

    assert row.sha256 == first


def test_a_print_that_is_gone_needs_nothing(oakfield, lena):
    row = asked(oakfield, lena)
    LogPrint.objects.all().delete()

    assert jobs.run(str(row.job_id))


def test_for_a_member_who_lost_the_role_nothing_is_made(oakfield, lena):
    row = asked(oakfield, lena)
    RoleGrant.objects.update(ended_at=timezone.now(), ended_by="system:tests")

    assert not jobs.run(str(row.job_id))
    row.refresh_from_db()
    assert row.made_at is None


def test_a_pdf_is_not_given_out_once_its_reader_is_named_in_it(oakfield, lena, client_of):
    incident = make_incident(oakfield)
    row = made(oakfield, lena)
    InvolvedPerson.objects.create(
        school=oakfield, incident=incident, kind="staff", part="offender",
        person=Person.objects.get(membership_id=lena.membership_id),
    )  # fmt: skip

    with pytest.raises(Refused):
        prints.open_pdf(asked=row, by=lena)
    assert not AuditEvent.objects.filter(type="log.pdf_opened").exists()


def test_the_service_gives_it_to_nobody_else(oakfield, lena, dee, tom):
    row = made(oakfield, lena)

    for other in (dee, tom):
        with pytest.raises(Refused):
            prints.open_pdf(asked=row, by=other)


def test_without_its_audit_row_no_pdf_is_given_out(oakfield, lena, monkeypatch):
    row = made(oakfield, lena)
    monkeypatch.delitem(types._WORDS, "log.pdf_opened")

    with pytest.raises(types.UnknownEventType):
        prints.open_pdf(asked=row, by=lena)


def test_old_prints_are_let_go_of_and_that_is_recorded(oakfield, lena, time_machine):
    time_machine.move_to("2026-12-01 12:00")
    old = asked(oakfield, lena)
    time_machine.move_to("2026-12-03 13:00")
    fresh = asked(oakfield, lena)

    log_tasks.remove_old_prints(oakfield)
    log_tasks.remove_old_prints(oakfield)

    assert list(LogPrint.objects.all()) == [fresh]
    event = AuditEvent.objects.get(type="log.pdfs_removed")
    assert event.actor == "system:log"
    assert old.pk != fresh.pk


def test_without_its_audit_row_no_print_is_let_go_of(oakfield, lena, monkeypatch, time_machine):
    time_machine.move_to("2026-12-01 12:00")
    asked(oakfield, lena)
    time_machine.move_to("2026-12-08 12:00")
    monkeypatch.delitem(types._WORDS, "log.pdfs_removed")

    with pytest.raises(types.UnknownEventType):
        prints.remove_old(school=oakfield, by=Actor.for_system("log", school_id=oakfield.pk))
    assert LogPrint.objects.count() == 1
