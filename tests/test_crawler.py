"""What the crawl takes for the same file, and what not."""

import pytest

from esafety import pdf
from esafety.spreadsheets import csv_bytes, xlsx_bytes
from tests.crawler import contents

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
PAGE = '<html lang="en"><title>{}</title><body><p {}>{}</p></body></html>'


def printed(title="Log", style="", words="One incident"):
    return pdf.render(PAGE.format(title, style, words))


def booked(cell="One", title="Log", width=10):
    return xlsx_bytes(["Head"], [[cell]], title=title, widths=[width])


@pytest.mark.parametrize(("kind", "make"), [(XLSX, booked), (PDF, printed)])
def test_the_same_file_made_at_another_time_is_the_same(kind, make, time_machine):
    time_machine.move_to("2026-11-03T09:00Z", tick=False)
    before = make()
    time_machine.move_to("2026-12-04T11:12:13Z", tick=False)
    after = make()

    assert contents(kind, before) == contents(kind, after)


@pytest.mark.parametrize("other", [{"cell": "Two"}, {"title": "Logs"}, {"width": 11}])
def test_a_spreadsheet_with_anything_else_in_it_is_another(other):
    assert contents(XLSX, booked()) != contents(XLSX, booked(**other))


@pytest.mark.parametrize(
    "other", [{"words": "Two incidents"}, {"title": "Logs"}, {"style": 'style="background: red"'}]
)
def test_a_pdf_with_anything_else_in_it_is_another(other):
    assert contents(PDF, printed()) != contents(PDF, printed(**other))


@pytest.mark.parametrize(("kind", "one", "other"), [
    ("text/csv", csv_bytes(["Head"], [["One"]]), csv_bytes(["Head"], [["Two"]])),
    ("application/json", b'{"percent": 10}', b'{"percent": 20}'),
    ("text/html; charset=utf-8", b"<p>Nothing</p>", b"<p>One</p>"),
    ("application/octet-stream", b"\x00\x01", b"\x00\x02"),
])  # fmt: skip
def test_any_other_answer_is_compared_too(kind, one, other):
    assert contents(kind, one) == contents(kind, one)
    assert contents(kind, one) != contents(kind, other)


def test_what_is_masked_is_only_what_differs_each_time():
    page = b'<a href="/oakfield/people/12/">At 10:30</a> OAK-7K3P-9X'

    assert contents("text/html", page) == '<a href="/oakfield/people/~/">At ~</a> ~'
    assert contents("text/html", page, exact=True).endswith("At 10:30</a> OAK-7K3P-9X")
