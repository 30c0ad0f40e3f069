"""Each step on its page."""

import pytest

from reports.models import GovernorReport
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
    assert head.post(f"{MAIN}approve/").url == MAIN
    do_jobs()
    assert head.post(f"{MAIN}publish/").url == MAIN
    assert status_of(built) == "published"
    assert client_of(gwen).get(MAIN).status_code == 200


def test_a_get_changes_nothing(ready, client_of, hari):
    for page in ("approve/", "send-back/", "publish/", "build/", "words/"):
        client_of(hari).get(MAIN + page)

    assert status_of(ready) == "ready"


def test_sending_back_needs_a_reason_next_to_its_field(ready, client_of, hari, lena):
    head = client_of(hari)
    page = head.post(f"{MAIN}send-back/", {"reason": " "}).content.decode()
    assert "Give a reason." in page
    assert 'href="#id_reason"' in page

    head.post(f"{MAIN}send-back/", {"reason": "Say what comes next."})
    assert status_of(ready) == "draft"
    assert "Say what comes next." in client_of(lena).get(MAIN).content.decode()


def test_a_move_that_is_not_allowed_says_why_and_changes_nothing(built, client_of, hari):
    page = client_of(hari).post(f"{MAIN}approve/").content.decode()

    assert "cannot become" in page
    assert status_of(built) == "draft"


def test_a_second_press_of_approve_changes_nothing(approved, client_of, hari):
    page = client_of(hari).post(f"{MAIN}approve/").content.decode()

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
    assert head.post(f"{ANNEX}finish/").url == ANNEX
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
