"""Beginning, writing and building through the pages."""

import pytest

from esafety.jobs.models import Job
from reports.models import GovernorReport
from reports.services import approval
from tests.factories.people import make_person

MAIN = "/oakfield/reports/2026-1/governors/"


def test_a_lead_begins_a_report(oakfield, term, client_of, lena, hari):
    answer = client_of(lena).post("/oakfield/reports/begin/", {"term": "2026-1"})

    assert answer.url == MAIN
    assert GovernorReport.objects.get().drafted_by_id == lena.membership_id


@pytest.mark.parametrize("term", ["", "2026-9", "nonsense", "2026-2"])
def test_a_term_has_to_be_one_of_the_list(oakfield, client_of, lena, hari, time_machine, term):
    time_machine.move_to("2026-11-21T12:00Z")
    answer = client_of(lena).post("/oakfield/reports/begin/", {"term": term})

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not GovernorReport.objects.exists()


def test_a_report_in_other_hands_is_refused_on_the_form(oakfield, term, client_of, lena, hari):
    """Only a press that comes too late gets here: the list no longer offers the term."""
    page = client_of(hari).post("/oakfield/reports/begin/", {"term": "2026-1"})

    assert "somebody else has to draft it" in page.content.decode()


@pytest.mark.parametrize("who", ["gwen", "tom", "cora"])
def test_others_do_not_get_to_begin(term, client_of, who, request):
    visitor = client_of(request.getfixturevalue(who))

    assert visitor.get("/oakfield/reports/begin/").status_code == 403
    assert visitor.post("/oakfield/reports/begin/", {"term": "2026-1"}).status_code == 403


def test_the_head_begins_an_annex(report, client_of, hari):
    visitor = client_of(hari)

    assert "Autumn" in visitor.get("/oakfield/reports/begin-annex/").content.decode()
    answer = visitor.post("/oakfield/reports/begin-annex/", {"term": "2026-1"})
    assert answer.url == "/oakfield/reports/2026-1/annex/"
    assert "no term to begin" in visitor.get("/oakfield/reports/begin-annex/").content.decode()


def test_the_lead_does_not_get_to_begin_an_annex(report, client_of, lena):
    assert client_of(lena).get("/oakfield/reports/begin-annex/").status_code == 403


def test_words_are_written_and_kept_as_typed(report, client_of, lena):
    visitor = client_of(lena)
    answer = visitor.post(f"{MAIN}words/", {"words": "A calm term.\n\nNext: a meeting."})

    assert answer.url == MAIN
    assert "A calm term." in visitor.get(f"{MAIN}words/").content.decode()


def test_names_found_are_shown_and_the_words_are_kept(oakfield, report, client_of, lena):
    make_person(oakfield, "Ivy Ivory")
    visitor = client_of(lena)
    visitor.post(f"{MAIN}words/", {"words": "Ivory was upset."})

    page = visitor.get(f"{MAIN}words/").content.decode()
    assert "Names in the words" in page
    assert "<li>Ivory</li>" in page


def test_too_many_words_are_said_next_to_the_field_and_not_lost(report, client_of, lena):
    page = client_of(lena).post(f"{MAIN}words/", {"words": "x" * 10_001}).content.decode()

    assert "10,000 characters or fewer" in page
    assert "x" * 10_001 in page


def test_what_is_written_too_late_is_not_lost(ready, client_of, lena):
    page = client_of(lena).post(f"{MAIN}words/", {"words": "Late words."}).content.decode()

    assert "no longer a draft" in page
    assert "Late words." in page


def test_markup_in_the_words_stays_text(report, client_of, lena):
    visitor = client_of(lena)
    visitor.post(f"{MAIN}words/", {"words": "<script>alert(1)</script>"})

    assert "<script>alert" not in visitor.get(MAIN).content.decode()


def test_building_is_asked_for_by_a_press(report, client_of, lena):
    visitor = client_of(lena)

    assert "counted as they are now" in visitor.get(f"{MAIN}build/").content.decode()
    assert visitor.post(f"{MAIN}build/").url == MAIN
    assert Job.objects.get().kind == "report.build"
    assert "being built already" in visitor.post(f"{MAIN}build/").content.decode()


def test_a_final_edition_that_failed_is_built_again(ready, client_of, hari):
    approval.approve(report=ready, by=hari)
    Job.objects.filter(state="waiting").update(state="failed")
    visitor = client_of(hari)

    assert 'form="build"' in visitor.get(MAIN).content.decode()
    assert visitor.post(f"{MAIN}build/").url == MAIN
    assert Job.objects.filter(state="waiting").count() == 1


@pytest.mark.parametrize("page", ["words/", "build/", "send-back/"])
def test_a_governor_finds_no_workbench(published, client_of, gwen, page):
    assert client_of(gwen).get(MAIN + page).status_code == 404
    assert client_of(gwen).post(MAIN + page, {"words": "x"}).status_code == 404
