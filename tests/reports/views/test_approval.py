"""Each step on its page."""

import re

import pytest

from reports.models import GovernorReport
from reports.services import approval, building, drafting
from tests.reports.conftest import do_jobs

MAIN = "/oakfield/reports/2026-1/governors/"
ANNEX = "/oakfield/reports/2026-1/annex/"


def status_of(report):
    return GovernorReport.objects.get(pk=report.pk).status


def test_the_whole_way_by_hand(built, client_of, lena, hari, gwen):
    lead, head = client_of(lena), client_of(hari)
    assert lead.get(f"{MAIN}propose/").status_code == 200
    assert lead.post(f"{MAIN}propose/").url == MAIN
    assert "Approve" in head.get(MAIN).content.decode()
    assert head.post(f"{MAIN}approve/", {"edition": 1}).url == MAIN
    do_jobs()
    assert head.post(f"{MAIN}publish/", {"edition": 1}).url == MAIN
    assert status_of(built) == "published"
    assert client_of(gwen).get(MAIN).status_code == 200


def test_a_get_changes_nothing(ready, client_of, hari):
    for page in ("approve/", "send-back/", "publish/", "build/", "words/"):
        client_of(hari).get(MAIN + page)

    assert status_of(ready) == "ready"


def test_sending_back_needs_a_reason_next_to_its_field(ready, client_of, hari, lena):
    head = client_of(hari)
    page = head.post(f"{MAIN}send-back/", {"reason": " ", "edition": 1}).content.decode()
    assert "Give a reason." in page
    assert 'href="#id_reason"' in page

    head.post(f"{MAIN}send-back/", {"reason": "Say what comes next.", "edition": 1})
    assert status_of(ready) == "draft"
    assert "Say what comes next." in client_of(lena).get(MAIN).content.decode()


def test_a_move_that_is_not_allowed_says_why_and_changes_nothing(built, client_of, hari):
    page = client_of(hari).post(f"{MAIN}approve/", {"edition": 1}).content.decode()

    assert "cannot become" in page
    assert status_of(built) == "draft"


def test_a_second_press_of_approve_changes_nothing(approved, client_of, hari):
    page = client_of(hari).post(f"{MAIN}approve/", {"edition": 1}).content.decode()

    assert "cannot become" in page
    assert approved.editions.count() == 2


@pytest.mark.parametrize(
    ("page", "who"),
    [("approve/", "lena"), ("approve/", "dee"), ("approve/", "gwen"), ("propose/", "gwen"),
     ("publish/", "gwen"), ("publish/", "cora"), ("finish/", "lena")],
)  # fmt: skip
def test_the_gate_of_each_page(ready, client_of, page, who, request):
    visitor = client_of(request.getfixturevalue(who))

    assert visitor.get(MAIN + page).status_code == 403
    assert visitor.post(MAIN + page).status_code == 403


def test_an_annex_is_finished_by_its_maker(annex, client_of, hari, cora):
    head = client_of(hari)
    assert "Finish the annex" in head.get(ANNEX).content.decode()
    assert head.get(f"{ANNEX}finish/").status_code == 200
    assert head.post(f"{ANNEX}finish/", {"edition": 1}).url == ANNEX
    assert status_of(annex) == "approved"
    assert client_of(cora).post(f"{ANNEX}finish/").status_code == 404


def test_buttons_ask_what_the_service_asks(ready, client_of, lena, hari, dee):
    pages = {
        who: client_of(a).get(MAIN).content.decode()
        for who, a in (("l", lena), ("h", hari), ("d", dee))
    }

    assert ("approve/" in pages["h"], "send-back/" in pages["h"]) == (True, True)
    assert ("approve/" in pages["l"], "send-back/" in pages["l"]) == (False, True)
    assert ("approve/" in pages["d"], "send-back/" in pages["d"]) == (False, False)


def hidden(page):
    return re.search(r'name="edition" value="(\w*)"', page)[1]


def rewritten(report, lena):
    """Taken back by its drafter, written anew, built and sent again: edition 2, or later."""
    approval.send_back(report=report, reason="Mine.", by=lena)
    drafting.write_words(report=report, texts={"incidents": "Quite other words."}, by=lena)
    building.ask(report=report, by=lena)
    do_jobs("report.build")
    approval.propose(report=GovernorReport.objects.get(pk=report.pk), by=lena)


@pytest.mark.parametrize("page", ["approve/", "send-back/"])
def test_an_old_page_decides_nothing_about_a_newer_edition(ready, client_of, lena, hari, page):
    head = client_of(hari)
    sent = {"edition": hidden(head.get(MAIN + page).content.decode()), "reason": "x"}
    rewritten(ready, lena)

    refused = head.post(MAIN + page, sent).content.decode()

    assert sent["edition"] == "1"
    assert "another edition than the one that you looked at" in refused
    assert hidden(refused) == "1"
    assert status_of(ready) == "ready"
    sent["edition"] = hidden(head.get(MAIN + page).content.decode())
    assert head.post(MAIN + page, sent).url == MAIN


def test_an_old_report_page_leads_to_no_approval_of_a_newer_edition(ready, client_of, lena, hari):
    head = client_of(hari)
    [link] = re.findall(r'href="([^"]*approve/[^"]*)"', head.get(MAIN).content.decode())
    rewritten(ready, lena)
    page = head.get(link).content.decode()

    refused = head.post(link, {"edition": hidden(page)}).content.decode()

    assert "another edition than the one that you looked at" in refused
    assert status_of(ready) == "ready"


def test_an_old_page_publishes_nothing_newer(approved, client_of, lena, hari):
    sent = {"edition": hidden(client_of(lena).get(f"{MAIN}publish/").content.decode())}
    back = approval.send_back(report=approved, reason="x", by=hari)
    approval.propose(report=back, by=lena)
    rewritten(back, lena)
    approval.approve(report=GovernorReport.objects.get(pk=approved.pk), by=hari)
    do_jobs("report.build")

    refused = client_of(lena).post(f"{MAIN}publish/", sent).content.decode()

    assert "another edition than the one that you looked at" in refused
    assert status_of(approved) == "approved"


@pytest.mark.parametrize("sent", [{}, {"edition": ""}, {"edition": "x"}, {"edition": "0"}])
def test_a_form_without_its_edition_is_refused_in_words(ready, client_of, hari, sent):
    page = client_of(hari).post(f"{MAIN}approve/", sent).content.decode()

    assert "Look at the report once more" in page
    assert status_of(ready) == "ready"
