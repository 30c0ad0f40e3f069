"""The pages of reports, as each reader finds them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from esafety.schools.models import Membership, Term
from reports.models import Edition, SectionWords
from reports.services import building, drafting
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.factories.schools import make_member, make_terms
from tests.reports.conftest import do_jobs

LIST = "/oakfield/reports/"
MAIN = "/oakfield/reports/2026-1/governors/"
ANNEX = "/oakfield/reports/2026-1/annex/"


def text_of(answer):
    return answer.content.decode()


def test_the_list_shows_what_there_is_and_what_can_be_begun(report, client_of, lena, gwen):
    mine, hers = text_of(client_of(lena).get(LIST)), text_of(client_of(gwen).get(LIST))

    assert MAIN in mine
    assert MAIN not in hers
    assert "No report is published yet" in hers


def test_the_list_offers_to_begin_one(oakfield, term, client_of, lena, hari, gwen):
    assert "Begin a report" in text_of(client_of(lena).get(LIST))
    assert "Begin a report" not in text_of(client_of(hari).get(LIST))
    assert "Begin a report" not in text_of(client_of(gwen).get(LIST))


@pytest.mark.parametrize("who", ["tom", "olu", "nat"])
def test_who_reads_no_reports_gets_no_list(report, client_of, who, request):
    assert client_of(request.getfixturevalue(who)).get(LIST).status_code == 403


def test_the_report_page_of_its_drafter(built, client_of, lena):
    page = text_of(client_of(lena).get(MAIN))

    assert "A calm term." in page
    assert "Send for approval" in page
    assert built.editions.get().pdf_sha256 in page
    assert "<caption" in page
    assert 'role="img"' in page


def test_a_governor_reads_the_published_report_and_works_on_nothing(published, client_of, gwen):
    page = text_of(client_of(gwen).get(MAIN))

    assert "Download the report (PDF)" in page
    assert "A calm term." in page
    for word in ("Build again", "Send back", "Lena", "editions/1/"):
        assert word not in page


def test_a_governor_does_not_find_a_draft(approved, client_of, gwen):
    assert client_of(gwen).get(MAIN).status_code == 404
    assert client_of(gwen).get(f"{MAIN}editions/2/").status_code == 404


def test_a_governor_reads_the_words_of_the_edition_and_not_of_the_workbench(
    published, client_of, gwen
):
    SectionWords.objects.filter(report=published).update(text="Changed by hand.")

    assert "A calm term." in text_of(client_of(gwen).get(MAIN))


def test_opening_is_recorded(report, client_of, lena):
    client_of(lena).get(MAIN)

    assert AuditEvent.objects.filter(type="report.viewed", object="report:2026-1").count() == 1


def test_an_edition_is_taken_as_a_pdf(published, client_of, gwen):
    answer = client_of(gwen).get(f"{MAIN}editions/2/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        'attachment; filename="oakfield-governors-2026-1-final-2.pdf"'
    )
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content == bytes(published.editions.last().pdf)
    assert AuditEvent.objects.filter(type="report.downloaded", actor=gwen.ref).count() == 1


@pytest.mark.parametrize("number", [1, 3, 99999999999999999999])
def test_a_governor_takes_no_other_edition(published, client_of, gwen, number):
    assert client_of(gwen).get(f"{MAIN}editions/{number}/").status_code == 404


def test_a_draft_edition_is_called_one(built, client_of, hari):
    answer = client_of(hari).get(f"{MAIN}editions/1/")

    assert "2026-1-draft-1.pdf" in answer["Content-Disposition"]


def test_progress_is_told_to_who_works_on_it(report, client_of, lena, gwen):
    assert client_of(lena).get(f"{MAIN}progress/").status_code == 404
    building.ask(report=report, by=lena)
    assert client_of(lena).get(f"{MAIN}progress/").json() == {
        "state": "waiting", "percent": 0, "words": "It is the next to be made.", "ahead": 0,
    }  # fmt: skip
    assert f'data-poll-url="{MAIN}progress/"' in text_of(client_of(lena).get(MAIN))
    assert client_of(gwen).get(f"{MAIN}progress/").status_code == 404
    do_jobs()
    assert client_of(lena).get(f"{MAIN}progress/").json()["state"] == "done"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"state": "running", "progress_words": "Making the PDF"}, "Making the PDF"),
        ({"state": "running"}, "It is being made."),
        ({"state": "waiting", "attempts": 1}, "tried again"),
        ({"state": "failed", "last_error": "PdfUnavailable"}, "cannot make PDFs"),
        ({"state": "failed", "last_error": "OSError"}, "It could not be made."),
        ({"state": "cancelled"}, "You cancelled it."),
    ],
)
def test_the_words_of_progress(report, client_of, lena, facts, words):
    building.ask(report=report, by=lena)
    Job.objects.update(**facts)

    assert words in text_of(client_of(lena).get(MAIN))


def test_who_asked_cancels_and_tries_again_on_the_page(report, client_of, lena, hari):
    building.ask(report=report, by=lena)
    web = client_of(lena)
    (job,) = Job.objects.filter(kind="report.build")

    assert "Cancel" not in text_of(client_of(hari).get(MAIN))
    assert "Build the report" not in text_of(web.get(MAIN))
    stopped = web.post(f"/oakfield/jobs/{job.pk}/cancel/", {"next": MAIN}, follow=True)
    assert "The PDF was cancelled" in text_of(stopped)
    assert "Try again" in text_of(stopped)
    again = web.post(f"/oakfield/jobs/{job.pk}/again/", {"next": MAIN}, follow=True)
    assert "It is being made." in text_of(again)
    do_jobs()
    assert Edition.objects.filter(report=report).count() == 1


def test_a_final_edition_whose_making_was_cancelled_can_be_built_again(
    approved, client_of, lena, hari
):
    Job.objects.filter(pk=approved.job_id).update(state="cancelled")

    assert "Build again" in text_of(client_of(lena).get(MAIN))


def test_names_in_the_words_are_shown_to_the_drafter(oakfield, report, client_of, lena):
    make_person(oakfield, "Ivy Ivory")
    drafting.write_words(report=report, texts={"incidents": "Ivory was upset."}, by=lena)

    assert "Names in the words" in text_of(client_of(lena).get(MAIN))


def test_the_annex_is_nowhere_for_the_lead(annex, client_of, lena, dee, gwen, cora, hari):
    """Not in the list, not at its address, not in the audit log, not on the home page, and the
    report itself says nothing of it."""
    before = {}
    for who, actor in (("lena", lena), ("dee", dee), ("gwen", gwen), ("cora", cora)):
        visitor = client_of(actor)
        assert ANNEX not in text_of(visitor.get(LIST))
        for page in ("", "progress/", "editions/1/", "words/", "build/", "send-back/"):
            assert visitor.get(ANNEX + page).status_code == 404
        assert "annex" not in text_of(visitor.get("/oakfield/")).lower()
        before[who] = visitor
    audit = text_of(before["lena"].get("/oakfield/audit/"))
    assert annex.audit_ref not in audit
    assert f">{annex.pk}<" not in audit
    assert "annex" not in text_of(before["lena"].get(MAIN)).lower()
    assert "annex" not in str(Edition.objects.first().data).lower()
    assert client_of(hari).get(ANNEX).status_code == 200
    assert ANNEX in text_of(client_of(hari).get(LIST))


def test_an_annex_and_no_annex_are_the_same_404_for_the_lead(annex, client_of, lena):
    there, not_there = (
        client_of(lena).get(url) for url in (ANNEX, ANNEX.replace("2026-1", "2026-2"))
    )

    assert (there.status_code, not_there.status_code) == (404, 404)
    assert there.content == not_there.content


def test_who_is_named_in_a_counted_case_finds_no_report(oakfield, published, client_of, dee):
    person = Membership.objects.get(pk=dee.membership_id).person
    make_incident(oakfield, people=[(person, "target")], happened_on="2026-10-01")

    assert client_of(dee).get(MAIN).status_code == 404
    assert MAIN not in text_of(client_of(dee).get(LIST))
    assert MAIN not in text_of(client_of(dee).get("/oakfield/"))


def test_another_school_finds_nothing(published, client_of, boris):
    for url in (LIST, MAIN, f"{MAIN}editions/2/"):
        assert client_of(boris).get(url).status_code == 404
    assert client_of(boris).get(MAIN.replace("oakfield", "brook")).status_code == 404


@pytest.mark.parametrize("code", ["2026-4", "26-1", "2026-1x", "9999-1"])
def test_terms_that_are_none(report, client_of, lena, code):
    assert client_of(lena).get(f"/oakfield/reports/{code}/governors/").status_code == 404


def test_the_list_takes_the_same_queries_for_one_report_and_for_three(
    oakfield, client_of, lena, hari
):
    make_terms(oakfield, 2025)
    visitor, seen = client_of(hari), []
    visitor.get(LIST)
    for number in (1, 3):
        for term in Term.objects.all()[:number]:
            drafting.start(term=term, by=lena)
        with CaptureQueriesContext(connection) as ran:
            assert visitor.get(LIST).status_code == 200
        seen.append(len(ran))

    assert seen[0] == seen[1]


def test_a_senior_leader_reads_what_is_published(oakfield, published, client_of):
    senior = make_member(oakfield, "Sana Sorrel", Role.SENIOR_LEADER, Role.STAFF)

    page = text_of(client_of(senior).get(MAIN))

    assert "Download the report" in page
    assert "Send back" not in page
