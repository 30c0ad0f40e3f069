"""Who has signed: its page, and its part of the home page."""

import pytest

from tests.aup.rounds import pupil
from tests.aup.views.test_campaigns import words

URL = "/oakfield/agreements/coverage/"
HEADING = "Agreements: who has signed"


@pytest.fixture
def one(agreed):
    return pupil(agreed, "Ada Ash", "Pia Ash", year="3")


def test_the_page_says_how_many_and_what_next(one, client_of, olu):
    page = words(client_of(olu).get(URL))

    assert "0 of 2 people have signed" in page
    assert "1 not asked yet" in page
    assert "Campaigns: ask people to sign" in page


def test_on_the_home_page_of_those_who_look_after_it(one, client_of, olu, lena, hari, tom, gwen):
    for actor in (olu, lena, hari):
        assert HEADING in words(client_of(actor).get("/oakfield/"))
    for actor in (tom, gwen):
        assert HEADING not in words(client_of(actor).get("/oakfield/"))


def test_a_school_without_agreements_shows_nothing(oakfield, client_of, olu):
    assert "Nobody to ask yet" in words(client_of(olu).get(URL))
    assert HEADING not in words(client_of(olu).get("/oakfield/"))


def test_the_list_of_agreements_leads_there(one, client_of, olu, tom):
    assert URL in client_of(olu).get("/oakfield/agreements/").content.decode()
    assert URL not in client_of(tom).get("/oakfield/agreements/").content.decode()
