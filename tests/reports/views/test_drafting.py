"""Beginning, writing and building through the pages."""

import re

import pytest

from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from esafety.schools.models import Term
from reports import queries
from reports.models import GovernorReport
from reports.services import approval, building, drafting
from tests.factories.people import make_person
from tests.reports.conftest import do_jobs

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


def typed(visitor, **words):
    """What the page of words sends when these were typed into it."""
    page = visitor.get(f"{MAIN}words/").content.decode()
    bases = dict(re.findall(r'name="(base_\w+)" value="(\w*)"', page))
    return {**bases, **{f"words_{section}": text for section, text in words.items()}}


def write(visitor, **words):
    return visitor.post(f"{MAIN}words/", typed(visitor, **words))


def test_words_are_written_by_section_and_kept_as_typed(report, client_of, lena):
    visitor = client_of(lena)
    answer = write(
        visitor, incidents="A calm term.\r\n\r\nNext: a meeting.", actions="- one\n- two"
    )

    assert answer.url == MAIN
    page = visitor.get(MAIN).content.decode()
    assert '<p class="govuk-body">A calm term.</p>' in page
    assert "<li>one</li>" in page
    assert page.index("A calm term.") < page.index("Actions taken and planned")
    assert "Next: a meeting." in visitor.get(f"{MAIN}words/").content.decode()


def test_names_found_are_shown_and_the_words_are_kept(oakfield, report, client_of, lena):
    make_person(oakfield, "Ivo Ivory")
    make_person(oakfield, "Grace Green")
    visitor = client_of(lena)
    answer = write(visitor, incidents="Ivory was upset, by the grace of Grace.")

    assert answer.url == f"{MAIN}names/"
    page = visitor.get(answer.url).content.decode()
    assert "<strong>Ivory</strong>, in “Incidents”: Ivory was upset" in page
    assert "Words that may be a name" in page
    assert "Incidents: Ivory, Grace" in visitor.get(MAIN).content.decode()


def test_names_are_cleared_with_a_reason_and_everyday_words_in_one_press(
    oakfield, report, client_of, lena
):
    make_person(oakfield, "Ivo Ivory")
    make_person(oakfield, "Grace Green")
    visitor = client_of(lena)
    write(visitor, incidents="The Ivory Trust. Grace.")

    assert visitor.post(f"{MAIN}names/", {"name": "incidents:grace"}).url == f"{MAIN}names/"
    refused = visitor.post(f"{MAIN}names/", {"name": "incidents:ivory", "reason": " "})
    assert "Give a reason." in refused.content.decode()
    done = visitor.post(f"{MAIN}names/", {"name": "incidents:ivory", "reason": "A trust."})
    assert done.url == MAIN
    page = visitor.get(f"{MAIN}names/").content.decode()
    assert "A trust." in page
    assert "Everyday words." in page
    events = AuditEvent.objects.filter(type="report.names_cleared").order_by("seq")
    assert [e.data for e in events] == [
        {"section": "incidents", "names": 0, "words": 1},
        {"section": "incidents", "names": 1, "words": 0},
    ]


@pytest.mark.parametrize("name", ["", "nonsense", "incidents:nobody", "x:y:z"])
def test_what_was_not_found_is_not_cleared(report, client_of, lena, name):
    page = client_of(lena).post(f"{MAIN}names/", {"name": name, "reason": "x"}).content.decode()

    assert "no such names" in page


def test_two_who_write_at_once_both_see_both_texts(report, client_of, lena, dee):
    mine, hers = client_of(lena), client_of(dee)
    first, second = typed(mine, incidents="Mine."), typed(hers, incidents="Hers.", actions="Act.")
    mine.post(f"{MAIN}words/", first)

    page = hers.post(f"{MAIN}words/", second).content.decode()

    assert "Somebody else saved these words" in page
    assert "Hers.</textarea>" in page
    assert "Act.</textarea>" in page
    assert "Saved by Lena Larch" in page
    assert "Mine.</p>" in page
    assert queries.texts_of(report) == {"incidents": "Mine."}
    bases = dict(re.findall(r'name="(base_\w+)" value="(\w*)"', page))
    again = bases | {"words_incidents": "Mine. Hers.", "words_actions": "Act."}
    assert hers.post(f"{MAIN}words/", again).url == MAIN
    assert queries.texts_of(report) == {"incidents": "Mine. Hers.", "actions": "Act."}


def test_who_did_not_touch_a_section_does_not_take_it_back(report, client_of, lena, dee):
    mine, hers = client_of(lena), client_of(dee)
    first, second = typed(mine, incidents="Mine."), typed(hers, actions="Act.")
    mine.post(f"{MAIN}words/", first)

    assert hers.post(f"{MAIN}words/", second).url == MAIN
    assert queries.texts_of(report) == {"incidents": "Mine.", "actions": "Act."}


def test_last_times_words_and_the_figures_stand_beside(published, oakfield, client_of, lena, hari):
    later = drafting.start(term=Term.objects.get(number=2), by=lena)
    building.ask(report=later, by=lena)
    do_jobs("report.build")

    page = client_of(lena).get(MAIN.replace("2026-1", "2026-2") + "words/").content.decode()

    assert "Incidents: what was published for Autumn 2026/27" in page
    assert "A calm term." in page
    assert "The term at a glance" in page


def test_too_many_words_are_said_next_to_the_field_and_not_lost(report, client_of, lena):
    page = write(client_of(lena), incidents="x" * 10_001).content.decode()

    assert "10,000 characters or fewer" in page
    assert "x" * 10_001 in page


def test_what_is_written_too_late_is_not_lost(ready, client_of, lena):
    page = write(client_of(lena), incidents="Late words.").content.decode()

    assert "no longer a draft" in page
    assert "Late words." in page


def test_a_damaged_hidden_field_is_told_for_the_page(report, client_of, lena):
    sent = {"words_incidents": "Kept.", "base_incidents": "x" * 99}
    page = client_of(lena).post(f"{MAIN}words/", sent).content.decode()

    assert "There is a problem" in page
    assert "Kept." in page


def test_markup_in_the_words_stays_text(report, client_of, lena):
    visitor = client_of(lena)
    write(visitor, incidents="<script>alert(1)</script>")

    assert "<script>alert" not in visitor.get(MAIN).content.decode()


def test_a_school_year_is_begun_once_it_is_over(oakfield, client_of, lena, hari, time_machine):
    time_machine.move_to("2027-07-26T12:00Z", tick=False)
    visitor = client_of(lena)
    page = visitor.get("/oakfield/reports/begin/").content.decode()

    assert "School year 2026/27" in page
    answer = visitor.post("/oakfield/reports/begin/", {"term": "2026-year"})
    assert answer.url == "/oakfield/reports/2026-year/governors/"
    page = visitor.get(answer.url).content.decode()
    assert "Governor report, School year 2026/27" in page
    assert "2 September 2026 to 21 July 2027" in " ".join(page.split())


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

    page = visitor.get(MAIN).content.decode()
    assert "Try again" in page
    assert 'form="build"' not in page
    Job.objects.filter(state="failed").update(asked_by=None)
    assert 'form="build"' in visitor.get(MAIN).content.decode()
    assert visitor.post(f"{MAIN}build/").url == MAIN
    assert Job.objects.filter(state="waiting").count() == 1


@pytest.mark.parametrize("page", ["words/", "build/", "send-back/", "names/", "log-since/"])
def test_a_governor_finds_no_workbench(published, client_of, gwen, page):
    assert client_of(gwen).get(MAIN + page).status_code == 404
    assert client_of(gwen).post(MAIN + page, {"words": "x"}).status_code == 404
