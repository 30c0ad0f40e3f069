"""Pictures of one's child, beside the agreement and never part of it."""

import re
import time
import uuid

import pytest

from aup.consent_choices import Use
from aup.models import Answer, ImageConsent
from aup.queries import consent as consents
from aup.views import held
from esafety.people.models import Guardianship
from tests.aup.asked import asked
from tests.aup.linked import HOME, Phone, household, linked, words
from tests.aup.services.test_consent import give, take_back
from tests.factories.people import make_person


@pytest.fixture
def phone(oakfield, agreed):
    """Pia's phone, on which she has said who she is."""
    pia, asks = household(oakfield, years=("4",))
    found = Phone(linked(pia))
    found.says()
    found.asks = asks
    return found


def filled():
    answers = {f"use_{use}": "no" for use in Use}
    return {**answers, "name": "Pia Ash", "agree": "on", "once_key": uuid.uuid4()}


def test_a_parent_comes_from_their_page_and_answers(phone):
    path = f"me/{phone.asks[0].pk}/pictures/"
    assert path in phone.opens("me/").content.decode()

    answer = phone.web.post(f"{HOME}{path}", filled(), follow=True)

    assert "We have your answers." in words(answer)
    assert ImageConsent.objects.get().means == "link"
    assert not Answer.objects.exists()


def test_nobody_elses_child_and_no_unknown_number(phone, oakfield):
    other = asked(oakfield, make_person(oakfield, "Kim Quince", year_group="4"))

    for number in (other.pk, 0, 9999):
        assert phone.opens(f"me/{number}/pictures/").status_code == 404


def test_an_adults_own_agreement_has_no_pictures(oakfield, agreed):
    visitor = make_person(oakfield, "Vic Vine", kind="visitor", email="vic@home.example")
    ask = asked(oakfield, visitor)
    phone = Phone(linked(visitor))
    phone.says(name="Vic Vine")

    assert phone.opens(f"me/{ask.pk}/pictures/").status_code == 404


def test_without_the_link_there_is_nothing(phone):
    assert "Ada" not in words(Phone().opens(f"me/{phone.asks[0].pk}/pictures/"))


@pytest.fixture
def away(phone, monkeypatch):
    """Sends a page after an hour away, says again who one is, and gives what is shown then."""
    later = time.time() + held.IDLE_SECONDS + 1
    monkeypatch.setattr(held.time, "time", lambda: later)

    def sent(data):
        asked = phone.web.post(f"{HOME}me/{phone.asks[0].pk}/pictures/", data)
        assert "It is not sent yet." in words(asked)
        kept = asked.context["form"]["kept"].value()
        return phone.web.post(f"{HOME}back/", {"name": "Pia Ash", "kept": kept})

    return sent


def form_of(page, button):
    """What a browser sends when this button of the page is pressed, and where to."""
    found = [one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if button in one]
    data = {}
    for tag in re.findall(r"<(?:input|button)[^>]*>", found[0]):
        kept = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        is_sent = kept.get("type") not in ("radio", "checkbox") or " checked" in tag
        if "name" in kept and is_sent:
            data[kept["name"]] = kept.get("value", "on")
    return re.search(r'action="([^"]*)"', found[0])[1], data


def test_away_for_an_hour_the_answers_come_back_and_nothing_is_sent_yet(phone, away):
    sent = filled() | {f"use_{Use.VIDEO}": "yes", "name": "Pia A. Ash"}

    page = words(away(sent))

    assert "They are not sent yet" in page
    assert "agree_parent" not in page
    assert not ImageConsent.objects.exists()
    url, data = form_of(page, "Sign my answers")
    assert url == f"{HOME}me/{phone.asks[0].pk}/pictures/"
    assert data.items() >= {name: str(value) for name, value in sent.items()}.items()
    assert "We have your answers." in words(phone.web.post(url, data, follow=True))
    made = ImageConsent.objects.get()
    assert consents.said(made) == {use: use == Use.VIDEO for use in Use}
    assert made.signature.name == "Pia A. Ash"


def test_away_for_an_hour_what_is_missing_still_is(phone, away):
    page = words(away({f"use_{Use.VIDEO}": "yes"}))

    _url, data = form_of(page, "Sign my answers")
    assert data[f"use_{Use.VIDEO}"] == "yes"
    assert not {"agree", f"use_{Use.PRINT}"} & data.keys()


def test_away_for_an_hour_nothing_is_taken_back_until_it_is_pressed_again(phone, away, olu):
    child = phone.asks[0].subject
    give(child, phone.link.person, olu)

    page = words(away({"withdraw": "1"}))

    assert "not taken back yet" in page
    assert ImageConsent.objects.get().kind == "given"
    url, data = form_of(page, "Take it all back")
    assert url == f"{HOME}me/{phone.asks[0].pk}/pictures/"
    assert "Your answers are taken back." in words(phone.web.post(url, data, follow=True))
    assert consents.newest_of(child, phone.link.person).kind == "withdrawn"


def test_away_for_an_hour_what_was_taken_back_meanwhile_is_not_asked_again(phone, away, olu):
    child, pia = phone.asks[0].subject, phone.link.person
    give(child, pia, olu)
    take_back(child, pia, olu)

    page = words(away({"withdraw": "1"}))

    assert "You took your answers back" in page
    assert "not taken back yet" not in page


def test_away_for_an_hour_who_may_not_answer_any_more_sees_nothing(phone, away):
    Guardianship.objects.update(parental_responsibility=False)

    answer = away(filled())

    assert answer["Location"] == f"{HOME}me/"
