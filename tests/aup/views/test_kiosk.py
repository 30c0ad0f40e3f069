"""The tablet at reception."""

import re
import uuid

import pytest
from django.test import Client

from aup.choices import AskState
from aup.models import Agreement, Ask, KioskDay
from aup.services import translating
from esafety.people.models import Person
from esafety.signatures.models import Signature
from tests.aup.asked import version_of

URL = "/oakfield/kiosk/"
OPEN = "/oakfield/agreements/reception/open/"


@pytest.fixture
def tablet(agreed, olu, client_of):
    """A browser on which Olu has just opened the page."""
    client = client_of(olu)
    assert client.post(OPEN)["Location"] == URL
    return client


def words(answer):
    return answer.content.decode()


def post(client, coming="visitor", query="", **data):
    facts = {
        "name": "Vic Vine",
        "coming_from": "Vine and Sons",
        "sees": "Olu Oak",
        "answer": "sign",
        "once_key": uuid.uuid4(),
    }
    return client.post(f"{URL}{coming}/{query}", {**facts, **data})


def test_opening_signs_the_office_out_of_that_browser(tablet):
    assert "sessionid" not in tablet.cookies or not tablet.cookies["sessionid"].value
    assert tablet.get("/oakfield/agreements/reception/").status_code == 302
    cookie = tablet.cookies["kiosk"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (URL, True, "Strict")
    assert cookie.value not in str(KioskDay.objects.values())
    assert "Welcome to Oakfield School" in words(tablet.get(URL))


@pytest.mark.parametrize("page", ["", "visitor/", "thanks/"])
def test_without_the_cookie_there_is_no_page(tablet, brook, page):
    assert Client().get(URL + page).status_code == 404
    stranger = Client()
    stranger.cookies["kiosk"] = "x" * 300
    assert stranger.get(URL + page).status_code == 404
    stranger.cookies["kiosk"] = tablet.cookies["kiosk"].value
    assert stranger.get(f"/brook/kiosk/{page}").status_code == 404
    assert stranger.get(f"/nowhere/kiosk/{page}").status_code == 404


def test_a_visitor_reads_and_signs_and_nothing_of_them_remains(tablet):
    page = words(tablet.get(f"{URL}visitor/"))
    assert "I use my phone only in the areas" in page
    key = re.search(r'name="once_key" value="([^"]+)"', page)[1]

    answer = post(tablet, once_key=key)

    assert answer["Location"] == f"{URL}thanks/"
    assert Ask.objects.get().state == AskState.SIGNED
    for path in ("thanks/", "", "visitor/"):
        shown = tablet.get(URL + path)
        assert "Vine" not in words(shown)
        assert "Olu Oak" not in words(shown).partition("<main")[2]
        assert "no-store" in shown["Cache-Control"]
        assert shown["Clear-Site-Data"] == '"cache"'
    assert tablet.get(f"{URL}thanks/")["Refresh"] == f"20; url={URL}"
    assert tablet.get(f"{URL}visitor/")["Refresh"] == f"600; url={URL}"
    assert 'autocomplete="off"' in page


def test_signing_refusing_and_coming_back_look_the_same(tablet):
    first = post(tablet)
    again = post(tablet)
    refused = post(tablet, name="Una Umber", answer="decline", reason="No.")

    assert {a["Location"] for a in (first, again, refused)} == {f"{URL}thanks/"}
    assert Ask.objects.get(subject__last_name="Umber").state == AskState.DECLINED
    pages = {re.sub(r"csrf\S+", "", words(tablet.get(f"{URL}thanks/"))) for _look in "ab"}
    assert len(pages) == 1


def test_two_taps_are_one_visitor(tablet):
    key = uuid.uuid4()

    assert [post(tablet, once_key=key).status_code for _tap in "ab"] == [302, 302]
    assert Signature.objects.count() == 1


def test_a_group_with_its_list(tablet):
    post(tablet, "group", group=" Una  Umber \n\nWes Wood\r\n", sees="Chess")

    assert "Una Umber" in Signature.objects.get().record
    assert Person.objects.get(kind="community").name == "Vic Vine"


@pytest.mark.parametrize(
    ("coming", "data", "sentence"),
    [
        ("visitor", {"name": ""}, "Type your name."),
        ("visitor", {"coming_from": ""}, "Say where you come from."),
        ("visitor", {"sees": ""}, "Say whom you visit."),
        ("visitor", {"answer": ""}, "Choose whether you sign."),
        ("visitor", {"answer": "decline"}, "Say why you do not sign."),
        ("visitor", {"name": "x" * 121}, "Use 120 characters or fewer."),
        ("group", {"group": ""}, "Write the names of your group"),
        ("group", {"group": "x\n" * 201}, "at most 200 names"),
        ("group", {"group": "x" * 121}, "on a line of its own"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(tablet, coming, data, sentence):
    address = post(tablet, coming, **data)["Location"]

    shown = words(tablet.get(address))

    assert sentence in shown
    if "coming_from" not in data:
        assert 'value="Vine and Sons"' in shown
    assert "Vine and Sons" not in words(tablet.get(address))  # by the back button, or a reload
    assert not Ask.objects.exists()


def test_what_was_typed_is_not_shown_to_who_comes_next(tablet):
    for elsewhere in ("", "visitor/", "volunteer/"):
        address = post(tablet, sees="")["Location"]
        tablet.get(URL + elsewhere)

        assert "Vine and Sons" not in words(tablet.get(address))


def test_no_other_way_to_come_and_a_school_without_words(tablet):
    assert tablet.get(f"{URL}thief/").status_code == 404
    Agreement.objects.filter(audience="supply").update(audience="staff")
    answer = tablet.get(f"{URL}supply/")
    assert answer.status_code == 409
    assert "ask at the desk" in words(answer)


def test_closed_from_another_device_there_is_no_page(tablet, lena, client_of):
    number = KioskDay.objects.get().pk

    client_of(lena).post(f"/oakfield/agreements/reception/close/{number}/")

    assert tablet.get(URL).status_code == 404
    assert post(tablet).status_code == 404


def test_a_visitor_signs_in_the_language_they_read(tablet, lena):
    version = version_of("visitors")
    polish = translating.publish(version=version, locale="pl", text="# Goście\n\nTak.\n", by=lena)
    assert 'href="?language=pl"' in words(tablet.get(f"{URL}visitor/"))
    assert '<article lang="pl" dir="ltr">' in words(tablet.get(f"{URL}visitor/?language=pl"))

    missing = post(tablet, "visitor", name="", query="?language=pl")["Location"]
    assert "language=pl" in missing
    assert "Goście" in words(tablet.get(missing))
    assert post(tablet, "visitor", query="?language=pl")["Location"] == f"{URL}thanks/"

    signed = Signature.objects.get().text
    assert (signed.locale, signed.body) == ("pl", polish.text)
