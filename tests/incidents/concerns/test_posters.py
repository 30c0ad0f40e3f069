"""Posters: tagged PDFs of one page whose QR code is the address."""

import io

import pikepdf
import pytest

from esafety.audit.models import AuditEvent
from incidents.concerns import posters

PLACE = "https://online-safety.oakfield.sch.uk"
POSTER = "/oakfield/concern/poster/"


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = PLACE


@pytest.fixture(scope="module")
def made():
    return {}


@pytest.mark.parametrize("stage", list(posters.STAGES))
def test_a_poster_says_where_who_reads_it_and_where_help_is(signposts, stage):
    from datetime import date

    html = posters.html_of(signposts, stage, date(2026, 11, 4))

    assert "online-safety.oakfield.sch.uk/oakfield/concern" in html
    assert "999" in html
    assert "read it" in html
    assert "cannot promise to keep it a secret" in html or "may have to tell someone" in html
    assert "onfidential" not in html


def test_the_youngest_go_straight_to_their_page(school):
    assert posters.address(school, "early") == f"{PLACE}/oakfield/concern/tell/little/"
    assert posters.address(school, "adults") == f"{PLACE}/oakfield/concern/"


@pytest.mark.parametrize(
    ("whole", "local"),
    [("http://127.0.0.1:8000/x/", True), ("http://[::1]/", True), (PLACE, False)],
)
def test_an_address_of_this_machine_alone_is_known(whole, local):
    assert posters.is_local(whole) is local


def test_the_lead_chooses_one_and_gets_a_tagged_page_a4(signposts, lena, client_of):
    web = client_of(lena)
    assert b" KS" not in web.get(POSTER).content
    assert web.get(POSTER).content.count(b"(PDF)") == 4

    answer = web.get(f"{POSTER}ks2/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    document = pikepdf.open(io.BytesIO(answer.content))
    assert document.Root.MarkInfo.Marked
    assert [round(float(side)) for side in document.pages[0].mediabox[2:]] == [595, 842]
    assert len(document.pages) == 1
    assert "Key Stage 2" in str(document.docinfo["/Title"])
    assert AuditEvent.objects.get(type="poster.made").data == {"stage": "ks2"}


def test_a_poster_that_does_not_exist_is_not_there(school, lena, client_of):
    assert client_of(lena).get(f"{POSTER}ks9/").status_code == 404


def test_a_local_address_is_warned_of(school, lena, client_of, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"

    assert b"works on this machine only" in client_of(lena).get(POSTER).content


def test_where_no_pdf_can_be_made_the_page_says_so(school, lena, client_of, monkeypatch):
    from esafety import pdf

    def missing(html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(posters, "_rendered", missing)

    answer = client_of(lena).get(f"{POSTER}ks2/")

    assert b"cannot make PDFs" in answer.content
    assert not AuditEvent.objects.filter(type="poster.made").exists()


@pytest.mark.parametrize("who", ["tom", "gwen", "olu"])
def test_who_does_not_see_the_settings_makes_none(request, school, who, client_of):
    assert client_of(request.getfixturevalue(who)).get(f"{POSTER}ks2/").status_code == 403
