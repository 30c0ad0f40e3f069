"""Pictures of one's child, beside the agreement and never part of it."""

import uuid

import pytest

from aup.consent_choices import Use
from aup.models import Answer, ImageConsent
from tests.aup.asked import asked
from tests.aup.linked import HOME, Phone, household, linked, words
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
