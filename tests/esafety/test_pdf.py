"""HTML to PDF: tagged, titled, in a language, and nothing is fetched."""

import io
import sys

import pikepdf
import pytest

from esafety import pdf

DOT = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"


def page(body: str, head: str = "") -> str:
    return f'<html lang="en-GB"><head><title>The log</title>{head}</head><body>{body}</body></html>'


def opened(html: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.render(html)))


def test_a_pdf_is_tagged_and_has_title_and_language():
    made = opened(page("<h1>The log</h1><table><tr><th>Day</th></tr><tr><td>1</td></tr></table>"))

    assert made.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in made.Root
    assert str(made.Root.Lang) == "en-GB"
    assert str(made.docinfo["/Title"]) == "The log"
    assert made.Root.ViewerPreferences.DisplayDocTitle


def test_a_pdf_says_that_it_is_pdf_ua():
    with opened(page("<h1>The log</h1>")).open_metadata() as facts:
        assert facts["pdfuaid:part"] == "1"


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="" src="http://127.0.0.1/a.png">',
        '<img alt="" src="https://127.0.0.1/a.png">',
        '<img alt="" src="file:///etc/hostname">',
        '<img alt="" src="FILE:///etc/hostname">',
        '<img alt="" src="a.png">',
        '<img alt="" src="/a.png">',
        '<img alt="" src="//127.0.0.1/a.png">',
        '<p style="background: url(a.png)">x</p>',
        '<object data="ftp://127.0.0.1/a"></object>',
    ],
)
def test_a_pdf_reads_no_address(body):
    with pytest.raises(pdf.AddressRefused) as refused:
        pdf.render(page(body))

    assert "127.0.0.1" not in str(refused.value)


def test_a_pdf_reads_no_stylesheet_from_elsewhere():
    with pytest.raises(pdf.AddressRefused):
        pdf.render(page("x", head='<link rel="stylesheet" href="app.css">'))


def test_a_picture_inside_the_html_is_shown():
    assert pdf.render(page(f'<img alt="A dot" src="{DOT}">')).startswith(b"%PDF-")


def test_a_link_is_not_followed():
    assert pdf.render(page('<a href="http://127.0.0.1/">there</a>')).startswith(b"%PDF-")


def test_without_the_library_it_says_so(monkeypatch):
    available = pdf.is_available()
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    assert (available, pdf.is_available()) == (True, False)
    with pytest.raises(pdf.PdfUnavailable):
        pdf.render(page("x"))
