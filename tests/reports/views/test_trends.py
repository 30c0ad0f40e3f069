"""The trends page: filters in the address, tables beside charts, nothing for who has no log."""

from datetime import date

import pytest

from reports.models import Paper
from tests.factories.incidents import make_incident

TRENDS = "/oakfield/reports/trends/"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2027-02-08 12:00")


def test_the_page_has_each_chart_with_its_table(oakfield, lena, client_of):
    for day in (date(2026, 10, 5), date(2027, 1, 11), date(2027, 1, 12)):
        make_incident(oakfield, happened_on=day, platforms=["x"])
    page = client_of(lena).get(TRENDS)
    html = page.content.decode()

    assert html.count('role="img"') == html.count("<table") == 9
    assert "of Bullying, in the log" in html
    assert "Nothing has risen or fallen" in html


def test_what_cannot_be_read_is_said_beside_its_field(oakfield, lena, client_of):
    html = client_of(lena).get(f"{TRENDS}?type=nonsense").content.decode()

    assert "Choose one from the list." in html
    assert "Nothing can be shown" in html


def test_before_the_first_term_the_page_says_so(oakfield, lena, client_of, time_machine):
    time_machine.move_to("2020-01-01 12:00")

    assert "No term has begun" in client_of(lena).get(TRENDS).content.decode()


def test_the_chair_reads_but_takes_no_copy(oakfield, cora, client_of):
    html = client_of(cora).get(TRENDS).content.decode()

    assert "Make a PDF" not in html
    assert "There is too little to compare yet" in html


def test_a_pdf_is_asked_for_with_the_filters_as_codes(oakfield, lena, client_of):
    make_incident(oakfield)
    answer = client_of(lena).post(f"{TRENDS}print/?type=bullying&term=2026-1")

    row = Paper.objects.get()
    assert answer["Location"] == row.get_absolute_url()
    assert row.asked == {"type": "bullying", "term": "2026-1"}


def test_a_pdf_of_what_cannot_be_read_goes_back_to_the_page(oakfield, lena, client_of):
    answer = client_of(lena).post(f"{TRENDS}print/?type=nonsense")

    assert answer["Location"] == f"{TRENDS}?type=nonsense"
    assert Paper.objects.count() == 0


def test_the_reports_page_leads_there_for_who_reads_the_log(oakfield, lena, gwen, client_of):
    assert "/oakfield/reports/papers/" in client_of(lena).get("/oakfield/reports/").content.decode()
    assert TRENDS in client_of(lena).get("/oakfield/reports/papers/").content.decode()
    assert TRENDS not in client_of(gwen).get("/oakfield/reports/").content.decode()
