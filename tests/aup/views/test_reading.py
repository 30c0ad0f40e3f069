"""The reading room of the agreements."""

import pytest
from django_scopes import scope

from aup.models import Agreement
from esafety.audit import objects

URL = "/oakfield/agreements/"


def test_everyone_of_the_school_reads_them_and_nobody_else(agreed, client_of, tom, gwen, boris):
    assert [client_of(a).get(URL).status_code for a in (tom, gwen, boris)] == [200, 200, 404]


def test_the_list_says_who_agrees(agreed, client_of, gwen):
    page = client_of(gwen).get(URL).content.decode()

    assert page.count('href="/oakfield/agreements/') == 7 + 2  # and one's own, and the navigation's
    assert "Visitors, volunteers and parent helpers" in page


def test_a_school_without_agreements_is_told_so(oakfield, client_of, gwen):
    assert "No agreements yet" in client_of(gwen).get(URL).content.decode()


@pytest.mark.parametrize(
    "code",
    ["staff", "supply", "visitors", "community", "pupils-early", "pupils-primary", "students"],
)
def test_an_agreement_is_shown_whole_with_who_is_who(agreed, client_of, tom, lena, dee, hari, code):
    page = client_of(tom).get(f"{URL}{code}/").content.decode()

    for words in ("Lena Larch", "Dee Dogwood", "Hari Hazel", "Version 1, in force from", "SHA-256"):
        assert words in page
    assert page.count("<h1") == 1
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]


def test_what_is_not_there_is_not_found(agreed, brook, client_of, tom, boris):
    assert client_of(tom).get(URL + "nothing/").status_code == 404
    assert client_of(boris).get(URL + "staff/").status_code == 404
    assert client_of(boris).get("/brook/agreements/staff/").status_code == 404
    with scope(school=brook):
        assert objects.names({"agreement:staff"}) == {"agreement:staff": "agreement:staff"}
    assert "staff" in objects.names({"agreement:staff"})["agreement:staff"]


def test_the_list_takes_the_same_queries_for_one_and_for_thirty(
    oakfield, client_of, gwen, django_assert_num_queries
):
    mine = client_of(gwen)
    mine.get(URL)
    for many in (1, 30):
        while Agreement.objects.count() < many:
            n = Agreement.objects.count()
            Agreement.objects.create(school=oakfield, code=f"a{n}", title=f"A{n}", audience="staff")
        with django_assert_num_queries(5):
            mine.get(URL)
