"""The cookie of a link: who was away comes back with what they typed; nobody else comes in."""

import time
import uuid

import pytest

from aup.models import Answer
from aup.views import held
from esafety.signatures.models import Signature
from tests.aup.asked import asked
from tests.aup.linked import HOME, Phone, household, linked, words
from tests.factories.people import make_person

GONE = "This link does not work any more"


@pytest.fixture
def family(oakfield, agreed):
    return household(oakfield, years=("4", "1", "8"))


@pytest.fixture
def phone(family):
    """Pia's phone, on which she has said who she is."""
    pia, _asks = family
    found = Phone(linked(pia))
    assert found.says()["Location"] == f"{HOME}me/"
    return found


def test_away_for_an_hour_what_was_typed_comes_back(family, phone, monkeypatch):
    _pia, [ada, *_others] = family
    key, now = str(uuid.uuid4()), time.time()
    monkeypatch.setattr(held.time, "time", lambda: now + held.IDLE_SECONDS + 1)
    assert phone.opens("me/")["Location"] == f"{HOME}back/"

    page = phone.signs(ada, key=key, child="Adä", parent="Pia A.")
    assert "You were away for a while" in words(page)
    assert not Signature.objects.exists()
    kept = page.context["form"]["kept"].value()
    wrong = phone.web.post(f"{HOME}back/", {"name": "Zoe", "kept": kept})
    assert "another name" in words(wrong)
    kept = wrong.context["form"]["kept"].value()
    page = words(phone.web.post(f"{HOME}back/", {"name": "Pia Ash", "kept": kept}))

    assert 'value="Adä"' in page
    assert 'value="Pia A."' in page
    assert key in page
    assert phone.signs(ada, key=key).status_code == 302


@pytest.mark.parametrize(("page", "label"), [("decline", "Send"), ("withdraw", "Take it back")])
def test_away_for_an_hour_a_reason_comes_back(family, phone, monkeypatch, page, label):
    _pia, [ada, *_others] = family
    now = time.time()
    monkeypatch.setattr(held.time, "time", lambda: now + held.IDLE_SECONDS + 1)

    away = phone.web.post(f"{HOME}me/{ada.pk}/{page}/", {"reason": "Because <of> it."})
    kept = away.context["form"]["kept"].value()
    back = words(phone.web.post(f"{HOME}back/", {"name": "Pia Ash", "kept": kept}))

    assert "Because &lt;of&gt; it." in back
    assert label in back


@pytest.mark.parametrize(
    "kept",
    ["", "x", "[]", '{"page": 1}', '{"page": "sign", "ask": "x", "words": {}}', "1" * 30_000],
)
def test_what_was_carried_along_broken_is_left_out(family, phone, monkeypatch, kept):
    answer = phone.web.post(f"{HOME}back/", {"name": "Pia Ash", "kept": kept})

    assert answer.status_code in (200, 302)


def test_what_was_carried_along_for_nothing_leads_home(oakfield, family, phone):
    other = asked(oakfield, make_person(oakfield, "Zed Zinnia", year_group="4"))
    kept = f'{{"page": "sign", "ask": {other.pk}, "words": {{}}}}'

    answer = phone.web.post(f"{HOME}back/", {"name": "Pia Ash", "kept": kept})

    assert answer["Location"] == f"{HOME}me/"


def test_without_the_cookie_nothing_is_signed_and_the_reason_is_shown(family, phone):
    _pia, [ada, *_others] = family
    phone.web.cookies.clear()

    page = phone.web.post(f"{HOME}me/{ada.pk}/decline/", {"reason": "Because of this."})

    assert page.status_code == 410
    assert "Because of this." in words(page)
    assert phone.opens("back/").status_code == 410
    assert not Answer.objects.exists()


@pytest.mark.parametrize("value", ["x", "[]", "[1, 2, 3]", '["a", "b", 1]'])
def test_a_cookie_of_somebodys_own_making_opens_nothing(family, phone, value):
    from django.core import signing

    signed = signing.get_cookie_signer(salt=held.NAME + held._SALT).sign(value)
    for kept in (value, signed):
        phone.web.cookies[held.NAME] = kept
        assert phone.opens("me/").status_code == 410
