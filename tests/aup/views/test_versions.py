"""Versions, comparisons, paper and pictures, for everyone who belongs to the school."""

import re
from datetime import date

import pytest

from aup.models import AgreementVersion
from esafety import pdf
from tests.aup.asked import version_of
from tests.aup.services.test_asking import newer
from tests.aup.views.test_drafts import words

URL = "/oakfield/agreements/"


@pytest.fixture
def second(agreed):
    first = version_of("staff")
    text = first.text.replace("every online safety concern", "each worry", 1)
    assert text != first.text
    return newer(first, text=text, effective_from=date(2026, 11, 1), material=False)


def test_the_versions_and_each_of_them(second, client_of, gwen, time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)
    client = client_of(gwen)

    page = words(client.get(f"{URL}staff/versions/"))
    assert page.index("Version 2") < page.index("Version 1")
    assert "The product, as it was set up" in page
    assert "I report each worry" in words(client.get(f"{URL}staff/versions/2/"))
    assert "every online safety concern" in words(client.get(f"{URL}staff/versions/1/"))


@pytest.mark.parametrize("number", [0, 3, 10**25])
def test_a_version_that_is_not_there(second, client_of, gwen, number):
    client = client_of(gwen)

    assert client.get(f"{URL}staff/versions/{number}/").status_code == 404
    assert client.get(f"{URL}staff/versions/{number}.pdf").status_code == 404
    assert client.get(f"{URL}nothing/versions/").status_code == 404


def test_comparing(second, client_of, gwen):
    client = client_of(gwen)
    url = f"{URL}staff/versions/compare/"

    assert "removed: every online safety concern added: each worry" in words(client.get(url))
    assert "They say the same." in words(client.get(url, {"older": 2, "newer": 2}))
    back = words(client.get(url, {"older": 2, "newer": 1}))
    assert "removed: each worry added: every online safety concern" in back


@pytest.mark.parametrize("older", ["x", "7", "", "9" * 40])
def test_comparing_what_is_not_there_says_so(second, client_of, gwen, older):
    answer = client_of(gwen).get(f"{URL}staff/versions/compare/", {"older": older})

    assert answer.status_code == 200
    assert "There is a problem" in words(answer)


def test_on_paper(second, client_of, gwen):
    answer = client_of(gwen).get(f"{URL}staff/versions/2.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="staff-v2.pdf"'
    assert answer.content.startswith(b"%PDF")


def test_where_no_pdf_can_be_made_the_page_is_offered(second, client_of, gwen, monkeypatch):
    def unavailable(html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", unavailable)
    client = client_of(gwen)

    assert client.get(f"{URL}staff/versions/2.pdf")["Location"] == f"{URL}staff/versions/2/"
    assert "PDFs cannot be made here" in words(client.get(f"{URL}staff/versions/2/"))


def test_the_page_for_the_youngest(agreed, client_of, gwen):
    client = client_of(gwen)
    page = client.get(f"{URL}pupils-early/pictures/").content.decode()

    assert page.count('role="img"') == 6
    assert page.count("data-aloud") == 6
    assert re.search(r"<button [^>]*data-read-aloud[^>]*>", page)[0].endswith(" hidden>")
    assert "pictures" in client.get(f"{URL}pupils-early/").content.decode()
    made = client.get(f"{URL}pupils-early/pictures.pdf")
    assert made.content.startswith(b"%PDF")


@pytest.mark.parametrize("page", ["pictures/", "pictures.pdf"])
def test_the_others_have_no_pictures(agreed, client_of, gwen, page):
    assert client_of(gwen).get(f"{URL}staff/{page}").status_code == 404


def test_the_list_takes_the_same_queries_for_two_and_for_thirty(
    agreed, client_of, gwen, django_assert_num_queries
):
    client, last = client_of(gwen), version_of("staff")
    client.get(f"{URL}staff/versions/")
    for many in (2, 30):
        while AgreementVersion.objects.filter(agreement__code="staff").count() < many:
            last = newer(last, made_by_ref=f"member:{gwen.membership_id}")
        with django_assert_num_queries(7):
            client.get(f"{URL}staff/versions/")
