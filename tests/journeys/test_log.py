"""Lena looks through the incident log and takes it along."""

import csv
import io

import openpyxl
import pikepdf
import pytest
from playwright.sync_api import expect

from tests.journeys.reporting import BULLYING, REFERENCE
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

LOG = "Incident log"


@pytest.fixture
def lena(visit):
    return visit().sign_in("lena")


def test_lena_filters_the_log_and_takes_it_along(lena):
    lena.follow(LOG, LOG)
    lena.picture("log")
    lena.page.get_by_text("Filters and order").click()
    lena.chooses("Type", BULLYING)
    lena.chooses("State", "Closed")
    lena.press("Show", LOG)

    shown = cases(lena)
    assert shown.count() > 0
    assert shown.filter(has_text=BULLYING).filter(has_text="Closed").count() == shown.count()
    references = {REFERENCE.search(text)[0] for text in shown.all_inner_texts()}

    content, name = lena.downloads("Export CSV")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert name.endswith(".csv")
    assert {row["Reference"] for row in rows} == references

    content, name = lena.downloads("Export spreadsheet (XLSX)")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert name.endswith(".xlsx")
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} == references

    lena.press_and_wait("Make a PDF", "PDF of the incident log", until="Download the PDF")
    content, name = lena.downloads("Download the PDF")
    assert name.endswith(".pdf")
    assert content.startswith(b"%PDF")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        width, height = pdf.pages[0].mediabox[2:]
        assert width > height


def test_lena_searches_for_a_name_and_no_address_tells_it(lena):
    lena.follow(LOG, LOG)
    name = cases(lena).first.get_by_role("cell").first.inner_text().splitlines()[0]
    addresses = []
    lena.page.on("request", lambda request: addresses.append(request.url))
    lena.types("Search the log", name)
    lena.press("Search", LOG)

    lena.sees(f"Search: “{name}”")
    assert cases(lena).filter(has_text=name).count() == cases(lena).count() > 0
    assert [url for url in addresses if any(word in url for word in name.split())] == []

    lena.types("Search the log", "wordthatisnowhere")
    lena.press("Search", LOG)
    lena.sees("No incident fits")


def test_the_log_reads_as_cards_on_a_phone(visit):
    lena = visit(PHONE).sign_in("lena")
    lena.open("/oakfield/incidents/", LOG)

    expect(cases(lena).first.get_by_role("link", name=REFERENCE)).to_be_visible()


def cases(lena):
    """A group of rows for each incident, after that of the head."""
    return lena.page.get_by_role("rowgroup").filter(has=lena.page.get_by_role("link"))
