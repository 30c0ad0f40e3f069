"""Asking for an edition, and building it once whatever happens."""

import pytest
from django.db import DatabaseError, transaction

from esafety import pdf
from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.audit.types import UnknownEventType
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from reports import rendering
from reports.models import Edition, GovernorReport
from reports.services import approval, building, drafting
from tests.reports.conftest import do_jobs


@pytest.fixture
def asked(report, lena):
    return building.ask(report=report, by=lena)


def again(report):
    return GovernorReport.objects.select_related("job").get(pk=report.pk)


def test_an_edition_has_data_words_and_pdf_with_their_sha256(built, lena):
    edition = built.editions.get()

    assert edition.number == 1
    assert edition.texts == {"incidents": "A calm term."}
    assert bytes(edition.pdf).startswith(b"%PDF-")
    assert edition.pdf_sha256 == rendering.digest(bytes(edition.pdf))
    assert edition.data_sha256 == rendering.digest(
        rendering.canonical(rendering.content_of(edition))
    )
    assert edition.html_sha256 == rendering.digest(
        rendering.html_of(rendering.content_of(edition)).encode()
    )
    assert edition.built_by_id == lena.membership_id
    assert not edition.final


def test_the_audit_row_has_the_fingerprint(built):
    row = AuditEvent.objects.get(type="report.built")

    assert row.object == "report:2026-1"
    assert row.data == {"edition": 1, "final": False, "sha256": built.editions.get().pdf_sha256}


def test_the_job_carries_ids_alone(asked, lena):
    assert asked.job.payload == {"report": asked.pk, "member": lena.membership_id}


def test_while_one_is_built_no_other_is_asked_for(asked, lena):
    with pytest.raises(Refused, match="being built already"):
        building.ask(report=asked, by=lena)


def test_a_second_edition_follows_the_first(built, lena):
    building.ask(report=built, by=lena)
    do_jobs()

    assert [e.number for e in built.editions.all()] == [1, 2]


def test_a_job_done_twice_makes_one_edition(asked):
    job = asked.job
    first, second = building.build(job=job), building.build(job=job)

    assert first == second
    assert Edition.objects.count() == AuditEvent.objects.filter(type="report.built").count() == 1


def test_two_workers_with_one_job_make_one_edition(asked, monkeypatch):
    """The second worker finishes while the first is at its PDF."""
    real, job = rendering.pdf_of, asked.job

    def slow(*args):
        monkeypatch.setattr(rendering, "pdf_of", real)
        building.build(job=job)
        return real(*args)

    monkeypatch.setattr(rendering, "pdf_of", slow)

    assert building.build(job=job) == Edition.objects.get()
    assert AuditEvent.objects.filter(type="report.built").count() == 1


def test_a_worker_killed_before_it_saved_leaves_nothing_and_the_next_finishes(asked, monkeypatch):
    real = pdf.render

    def killed(html):
        raise KeyboardInterrupt

    monkeypatch.setattr(pdf, "render", killed)
    with pytest.raises(KeyboardInterrupt):
        jobs.run(str(asked.job_id))
    assert not Edition.objects.exists()
    monkeypatch.setattr(pdf, "render", real)
    Job.objects.filter(pk=asked.job_id).update(leased_until="2026-01-01T00:00Z")

    assert jobs.run(str(asked.job_id))
    assert Edition.objects.get().build == asked.job_id


def test_nothing_slow_runs_inside_a_transaction(asked, monkeypatch, django_db_blocker):
    real, depth = pdf.render, len(transaction.get_connection().savepoint_ids)

    def watched(html):
        assert len(transaction.get_connection().savepoint_ids) == depth
        return real(html)

    monkeypatch.setattr(pdf, "render", watched)
    assert building.build(job=asked.job)


def test_when_the_audit_fails_no_edition_is_kept(asked, monkeypatch):
    monkeypatch.delitem(types._WORDS, "report.built")

    with pytest.raises(UnknownEventType):
        building.build(job=asked.job)
    assert not Edition.objects.exists()


def test_when_the_audit_fails_no_build_is_asked_for(report, lena, monkeypatch):
    monkeypatch.delitem(types._WORDS, "report.build_asked")

    with pytest.raises(UnknownEventType):
        building.ask(report=report, by=lena)
    assert not Job.objects.exists()
    assert again(report).job is None


def test_without_pango_the_job_says_so(asked, monkeypatch):
    def missing(html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", missing)
    assert not jobs.run(str(asked.job_id))
    assert again(asked).job.last_error == "PdfUnavailable"


def test_the_words_of_an_edition_are_those_of_the_moment_it_was_built(built, lena):
    drafting.write_words(report=built, texts={"incidents": "Other words."}, by=lena)

    assert built.editions.get().texts == {"incidents": "A calm term."}
    with pytest.raises(Refused, match="Build the report first"):
        approval.propose(report=built, by=lena)


def test_a_draft_edition_that_comes_too_late_is_let_go(built, lena):
    building.ask(report=built, by=lena)
    approval.propose(report=again(built), by=lena)
    do_jobs()

    assert built.editions.count() == 1


def test_a_final_edition_that_comes_too_late_is_let_go(ready, hari):
    approved = approval.approve(report=ready, by=hari)
    approval.send_back(report=approved, reason="One thing more.", by=hari)
    do_jobs()

    assert not ready.editions.filter(final=True).exists()


def test_a_report_sent_back_while_its_final_edition_is_printed_keeps_none(ready, hari, monkeypatch):
    approved, real = approval.approve(report=ready, by=hari), rendering.pdf_of

    def slow(*args):
        approval.send_back(report=approved, reason="One thing more.", by=hari)
        return real(*args)

    monkeypatch.setattr(rendering, "pdf_of", slow)

    assert building.build(job=approved.job) is None
    assert not ready.editions.filter(final=True).exists()


def test_the_final_edition_is_what_was_approved_with_the_approval_added(approved):
    draft, final = approved.editions.all()

    assert (final.data, final.texts) == (draft.data, draft.texts)
    named = {"approved_by": "Hari Hazel", "approved_at": approved.approved_at.isoformat()}
    assert final.frame == draft.frame | named
    assert final.pdf_sha256 != draft.pdf_sha256
    assert final.final


def test_a_final_edition_that_failed_is_asked_for_again(ready, hari):
    approved = approval.approve(report=ready, by=hari)
    Job.objects.filter(pk=approved.job_id).update(state="failed")

    building.ask_final_again(report=again(approved), by=hari)
    do_jobs()

    assert ready.editions.filter(final=True).count() == 1


def test_a_final_edition_is_not_made_twice_nor_of_a_draft(approved, hari):
    with pytest.raises(Refused, match="no final edition"):
        building.ask_final_again(report=approved, by=hari)


def test_an_edition_cannot_be_changed_or_removed(built):
    edition = built.editions.get()
    for act in (edition.save, lambda: Edition.objects.all().delete()):
        with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
            act()


def test_a_governor_asks_for_nothing(published, gwen):
    with pytest.raises(Refused):
        building.ask(report=published, by=gwen)
