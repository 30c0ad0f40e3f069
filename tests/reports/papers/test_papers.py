"""A PDF for one reader: asked for, made by a job, fetched by the one who asked, and let go of."""

import hashlib
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from esafety import pdf
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.people.models import Person
from esafety.schools.models import RoleGrant
from incidents.models import InvolvedPerson
from reports import paper_tasks
from reports.choices import PaperKind
from reports.models import Paper
from reports.papers import queries
from reports.services import papers
from tests.factories.incidents import make_incident

REPORTS = "/oakfield/reports/"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2027-02-08 12:00", tick=False)


def asked(school, actor, **codes):
    return papers.ask(school=school, kind=PaperKind.TRENDS, asked=codes, by=actor)


def made(school, actor, **codes):
    row = asked(school, actor, **codes)
    assert jobs.run(str(row.job_id)), Job.objects.get(pk=row.job_id).last_error
    return Paper.objects.get(pk=row.pk)


def test_the_row_its_job_and_its_event_are_written_together(oakfield, lena):
    row = asked(oakfield, lena, type="bullying")

    assert (row.requested_by_id, row.asked) == (lena.membership_id, {"type": "bullying"})
    assert Job.objects.get(pk=row.job_id).payload == {"paper": str(row.key)}
    event = AuditEvent.objects.get(type="trends.printed")
    assert (event.object, event.data) == ("trends:pdf", {"asked": ["type"]})


def test_without_its_audit_row_nothing_is_asked_for(oakfield, lena, monkeypatch):
    monkeypatch.delitem(types._WORDS, "trends.printed")

    with pytest.raises(types.UnknownEventType):
        asked(oakfield, lena)

    assert (Paper.objects.count(), Job.objects.count()) == (0, 0)


def test_who_may_not_export_asks_for_nothing(oakfield, tom):
    with pytest.raises(Refused):
        asked(oakfield, tom)


def test_it_is_made_once_and_kept_with_its_hash(oakfield, lena):
    shown = make_incident(oakfield, happened_on=date(2027, 1, 11))
    row = made(oakfield, lena)

    assert bytes(row.pdf).startswith(b"%PDF")
    assert row.sha256 == hashlib.sha256(bytes(row.pdf)).hexdigest()
    assert row.incidents == [shown.pk]
    assert papers.make(paper=row, progress=lambda *_: None).made_at == row.made_at


def test_a_server_without_pango_says_so(oakfield, lena, monkeypatch):
    def unavailable(_html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", unavailable)
    assert made(oakfield, lena).unavailable


def test_opening_is_recorded(oakfield, lena):
    row = made(oakfield, lena)

    assert papers.open_pdf(paper=row, by=lena) == bytes(row.pdf)
    assert AuditEvent.objects.filter(type="trends.pdf_opened").count() == 1


def test_without_its_audit_row_it_is_not_opened(oakfield, lena, monkeypatch):
    row = made(oakfield, lena)
    monkeypatch.delitem(types._WORDS, "trends.pdf_opened")

    with pytest.raises(types.UnknownEventType):
        papers.open_pdf(paper=row, by=lena)


def test_nobody_else_opens_it(oakfield, lena, dee):
    row = made(oakfield, lena)

    assert list(queries.papers_of(dee)) == []
    with pytest.raises(Refused):
        papers.open_pdf(paper=row, by=dee)


def test_it_is_not_opened_once_its_reader_may_not_see_all_of_it(oakfield, lena):
    incident = make_incident(oakfield, happened_on=date(2027, 1, 11))
    row = made(oakfield, lena)
    named = Person.objects.get(last_name="Larch")
    InvolvedPerson.objects.filter(incident=incident).update(person=named, kind="staff")

    with pytest.raises(Refused) as refused:
        papers.open_pdf(paper=row, by=lena)
    assert "has changed" in refused.value.sentence


def test_who_lost_the_right_gets_no_pdf(oakfield, lena):
    row = asked(oakfield, lena)
    RoleGrant.objects.filter(membership=lena.membership_id).delete()

    assert not jobs.run(str(row.job_id))
    assert Paper.objects.get(pk=row.pk).made_at is None


def test_old_ones_are_removed(oakfield, lena):
    old, new = asked(oakfield, lena), asked(oakfield, lena)
    Paper.objects.filter(pk=old.pk).update(requested_at=timezone.now() - papers.KEPT * 2)

    paper_tasks.remove_old_papers(oakfield)

    assert list(Paper.objects.all()) == [new]
    assert AuditEvent.objects.filter(type="papers.removed").count() == 1
    paper_tasks.remove_old_papers(oakfield)
    assert AuditEvent.objects.filter(type="papers.removed").count() == 1


def test_without_its_audit_row_none_is_removed(oakfield, lena, monkeypatch):
    Paper.objects.filter(pk=asked(oakfield, lena).pk).update(
        requested_at=timezone.now() - papers.KEPT * 2
    )
    monkeypatch.delitem(types._WORDS, "papers.removed")

    with pytest.raises(types.UnknownEventType):
        papers.remove_old(school=oakfield, by=Actor.for_system("x", school_id=oakfield.pk))
    assert Paper.objects.count() == 1


def test_the_pages_follow_it(oakfield, lena, dee, client_of):
    browser = client_of(lena)
    page = browser.post(f"{REPORTS}trends/print/?type=", follow=True)
    row = Paper.objects.get()
    state = browser.get(f"{REPORTS}papers/{row.key}/state/").json()
    assert (state["state"], state["words"]) == ("waiting", "It is the next to be made.")
    assert "It is being made" in page.content.decode()

    assert jobs.run(str(row.job_id))
    assert "Download the PDF" in browser.get(row.get_absolute_url()).content.decode()
    assert browser.get(f"{REPORTS}papers/{row.key}/state/").json()["state"] == "done"
    file = browser.get(f"{REPORTS}papers/{row.key}/file/")
    assert file.content.startswith(b"%PDF")
    assert "trends-oakfield-2027-02-08.pdf" in file["Content-Disposition"]
    assert client_of(dee).get(row.get_absolute_url()).status_code == 404


def test_one_whose_job_is_gone_has_failed(oakfield, lena, client_of):
    row = asked(oakfield, lena)
    Paper.objects.filter(pk=row.pk).update(job=None)

    assert "could not be made" in client_of(lena).get(row.get_absolute_url()).content.decode()


def test_a_pdf_that_was_changed_by_hand_is_found(oakfield, lena, capsys):
    asked(oakfield, lena)
    row = made(oakfield, lena)
    call_command("verify_reports")
    assert "all as they were frozen" in capsys.readouterr().out

    Paper.objects.filter(pk=row.pk).update(pdf=b"%PDF-x")
    with pytest.raises(CommandError, match=f"Report {row.pk}, asked for by one member"):
        call_command("verify_reports")
