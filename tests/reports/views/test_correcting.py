"""Correcting what is published, reading it and comparing it, through the pages."""

import pytest

from reports import queries
from reports.services import building
from tests.factories.incidents import make_incident
from tests.reports.conftest import do_jobs

MAIN = "/oakfield/reports/2026-1/governors/"


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_correction_from_its_reason_to_the_governors(
    oakfield, published, client_of, lena, hari, gwen
):
    lead, head, governor = client_of(lena), client_of(hari), client_of(gwen)
    assert "Correct this report" in text_of(lead.get(MAIN))
    assert "Give a reason." in text_of(lead.post(f"{MAIN}correct/", {"reason": " "}))
    assert lead.post(f"{MAIN}correct/", {"reason": "A slip."}).url == MAIN
    make_incident(oakfield, happened_on="2026-10-01")
    for _n in range(6):
        make_incident(oakfield, happened_on="2026-10-02")
    page = text_of(governor.get(MAIN))
    assert "Published" in page
    assert "A slip." not in page
    building.ask(report=queries.visible_to(lena).get(), by=lena)
    do_jobs("report.build")
    assert "became “7”" in text_of(lead.get(MAIN))
    lead.post(f"{MAIN}propose/")
    head.post(f"{MAIN}approve/", {"edition": 3})
    do_jobs("report.build")
    head.post(f"{MAIN}publish/", {"edition": 3})

    page = text_of(governor.get(MAIN))
    assert "This edition corrects edition 2" in page
    assert "A slip." in page
    assert "Replaced by edition 4 on" in page
    assert governor.get(f"{MAIN}editions/2/").status_code == 200
    assert governor.get(f"{MAIN}editions/3/").status_code == 404


def test_a_correction_is_given_up(published, client_of, lena):
    lead = client_of(lena)
    lead.post(f"{MAIN}correct/", {"reason": "A slip."})
    assert "Draft (a correction)" in text_of(lead.get(MAIN))
    assert "let go of" in text_of(lead.get(f"{MAIN}drop-correction/"))

    assert lead.post(f"{MAIN}drop-correction/").url == MAIN
    assert "Published" in text_of(lead.get(MAIN))


def test_a_governor_says_that_they_have_read_it(published, client_of, gwen, cora, lena):
    governor = client_of(gwen)
    assert "I have read it" in text_of(governor.get(MAIN))
    assert governor.get(f"{MAIN}read/?edition=2").url == MAIN
    assert "I have read it" in text_of(governor.get(MAIN))

    assert governor.post(f"{MAIN}read/", {"edition": "2"}).url == MAIN
    assert "You confirmed on" in text_of(governor.get(MAIN))
    page = text_of(client_of(lena).get(MAIN))
    assert "1 of 2 governors have confirmed" in page
    assert "I have read it" not in page


@pytest.mark.parametrize("edition", ["1", "", "x", "99999"])
def test_an_edition_that_does_not_stand_is_not_confirmed(published, client_of, gwen, edition):
    client_of(gwen).post(f"{MAIN}read/", {"edition": edition})

    assert "I have read it" in text_of(client_of(gwen).get(MAIN))


def test_the_log_since_is_counted_by_a_press(oakfield, published, client_of, lena, dee):
    lead, page = client_of(lena), f"{MAIN}log-since/"
    assert "Count now" in text_of(lead.get(page))
    assert "Nothing has changed" in text_of(lead.post(page))
    for _n in range(6):
        make_incident(oakfield, happened_on="2026-10-02")

    assert "“0” became “6”" in text_of(lead.post(page))
    assert "Only the one who drafted" in text_of(client_of(dee).post(page))
