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
from incidents.log.exports import Whole
from incidents.log.rows import Who
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


def file_of(row: LogPrint) -> bytes:
    """The only part of a short log."""
    return bytes(row.parts.get().pdf)


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
    monkeypatch.setattr(printing, "MOST_PRINTED", 1)
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
    opened, words = pikepdf.open(io.BytesIO(file_of(row))), words_of(file_of(row))

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
    assert row.parts.get().sha256 == hashlib.sha256(file_of(row)).hexdigest()
    assert (row.rows, row.incidents) == (2, [incident.pk])


def test_every_page_has_the_heading_and_its_number(oakfield, lena):
    for day in range(1, 13):
        make_incident(oakfield, happened_on=date(2026, 11, day), description="A long story. " * 120)

    pages = words_of(file_of(made(oakfield, lena))).strip("\f").split("\f")

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
    assert "Person: Ada Ash" in words_of(file_of(row))


def test_an_empty_log_can_be_printed(oakfield, lena):
    assert "No incident fits." in words_of(file_of(made(oakfield, lena)))


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
    first = row.parts.get().pk

    log_tasks.make_print(row.job)

    assert row.parts.get().pk == first


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
        prints.open_pdf(part=row.parts.get(), by=lena)
    assert not AuditEvent.objects.filter(type="log.pdf_opened").exists()


def test_the_service_gives_it_to_nobody_else(oakfield, lena, dee, tom):
    row = made(oakfield, lena)

    for other in (dee, tom):
        with pytest.raises(Refused):
            prints.open_pdf(part=row.parts.get(), by=other)


def test_without_its_audit_row_no_pdf_is_given_out(oakfield, lena, monkeypatch):
    row = made(oakfield, lena)
    monkeypatch.delitem(types._WORDS, "log.pdf_opened")

    with pytest.raises(types.UnknownEventType):
        prints.open_pdf(part=row.parts.get(), by=lena)


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


def test_a_long_log_comes_in_parts_with_every_row_once(oakfield, lena, monkeypatch):
    monkeypatch.setattr(printing, "PART_WEIGHT", 4_000)
    people = [make_person(oakfield, f"Ada Ash{number}") for number in range(3)]
    for day in range(1, 11):
        make_incident(
            oakfield,
            happened_on=date(2026, 11, day),
            people=[(one, "target") for one in people],
            description="A long story. " * 40,
        )

    row = made(oakfield, lena)
    parts = list(row.parts.all())
    words = [words_of(bytes(part.pdf)) for part in parts]

    assert len(parts) > 3
    assert (row.rows, len(row.incidents)) == (30, 10)
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    ranges = [n for part in parts for n in range(part.first_row, part.last_row + 1)]
    assert ranges == list(range(1, 31))
    assert sum(text.count("Ash0") for text in words) == 10
    for part, text in zip(parts, words, strict=True):
        assert f"part {part.number} of {len(parts)}" in text
        assert f"rows {part.first_row} to {part.last_row} of 30" in " ".join(text.split())


def test_two_thousand_rows_are_cut_into_parts_without_losing_one():
    cases = [_case(number, people=1 + number % 3) for number in range(1000)]

    parts = printing.parts(cases)
    rows = [row for part in parts for _case_, people in part.cases for row, _who in people]
    held = [case.reference for part in parts for case, _people in part.cases]

    assert rows == list(range(1, sum(len(case.people) for case in cases) + 1))
    assert held == [case.reference for case in cases]
    assert len(parts) == 4
    assert all(sum(map(printing._weight, _whole(part))) <= printing.PART_WEIGHT for part in parts)


def test_an_incident_longer_than_a_part_is_a_part_alone(monkeypatch):
    monkeypatch.setattr(printing, "PART_WEIGHT", 10)

    assert [len(part.cases) for part in printing.parts([_case(1), _case(2)])] == [1, 1]


def _case(number: int, people: int = 1) -> Whole:
    who = tuple(Who(f"Ada Ash{place}", "Year 7", "T", "") for place in range(people))
    words = "A message was passed round. " * 35
    return Whole(f"OAK-{number}", {}, "2 Nov", "Bullying", "", "", words, "", "Closed", "", who)


def _whole(part: printing.Part) -> list[Whole]:
    return [case for case, _people in part.cases]
