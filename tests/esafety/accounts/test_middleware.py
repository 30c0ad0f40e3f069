"""The idle lock: a session locks and opens again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.esafety.accounts.codes import add_authenticator, code_now
from tests.esafety.accounts.pages import CHANGE, DETAILS, TERMS

pytestmark = pytest.mark.django_db


def test_a_session_in_use_stays_open(hers, away):
    for _half_hour in range(4):
        away(25)
        assert hers.get(TERMS).status_code == 200


def test_half_an_hour_away_is_not_too_long(hers, clock, settings):
    clock.shift(settings.IDLE_MINUTES * 60)

    assert hers.get(TERMS).status_code == 200


def test_a_locked_session_shows_nothing_and_asks_for_the_password(hers, away):
    away()

    answer = hers.get(TERMS)

    assert answer.status_code == 302
    assert answer.url == "/accounts/reauthenticate/?next=%2Fresume%2F"
    assert "Summer" not in answer.content.decode()


def test_every_page_is_locked_until_the_proof(hers, away):
    away()

    for path in (
        "/",
        "/oakfield/",
        TERMS,
        "/accounts/2fa/",
        "/accounts/password/change/",
        "/resume/",
    ):
        assert hers.get(path).url.startswith("/accounts/reauthenticate/"), path


def test_a_locked_session_can_be_left(hers, away):
    away()
    hers.get(TERMS)

    assert hers.post("/accounts/logout/").status_code == 302
    assert "_auth_user_id" not in hers.session


def test_the_lock_says_why_once(hers, away):
    away()
    hers.get(TERMS)
    hers.get(TERMS)

    page = hers.get("/accounts/reauthenticate/?next=/resume/").content.decode()

    assert page.count("You were away for a while") == 1


def test_a_wrong_password_leaves_it_locked(hers, away, prove):
    away()
    door = hers.get(TERMS).url

    assert prove(hers, door, "wrong").status_code == 200
    assert hers.get(TERMS).status_code == 302


def test_after_the_password_the_page_wanted_is_shown(hers, away, prove):
    away()
    door = hers.get(TERMS + "?page=2").url

    on = prove(hers, door)

    assert on.url == "/resume/"
    assert hers.get("/resume/").url == TERMS + "?page=2"
    assert hers.get(TERMS).status_code == 200


def test_a_proof_from_before_the_lock_does_not_open_it(hers, away, prove):
    away()
    prove(hers, hers.get(TERMS).url)
    assert hers.get(TERMS).status_code == 200
    away()

    assert hers.get(TERMS).url.startswith("/accounts/reauthenticate/")


def test_a_script_is_told_plainly_and_nothing_of_it_is_kept(hers, away, prove):
    away()

    answer = hers.post("/keep-alive/", headers={"X-Requested-With": "XMLHttpRequest"})

    assert answer.status_code == 401
    assert hers.get(TERMS, headers={"Sec-Fetch-Mode": "cors"}).status_code == 401
    prove(hers, "/accounts/reauthenticate/?next=/resume/")
    assert hers.get("/resume/").url == "/"


def test_staying_is_noted_by_keep_alive_and_not_by_polling(hers, clock, settings):
    for _quarter in range(4):
        clock.shift(20 * 60)
        assert (
            hers.post("/keep-alive/", headers={"X-Requested-With": "XMLHttpRequest"}).status_code
            == 204
        )
    clock.shift(20 * 60)
    assert hers.get(TERMS, headers={"Sec-Fetch-Mode": "cors"}).status_code == 200
    clock.shift(20 * 60)

    assert hers.get(TERMS).status_code == 302


def test_keep_alive_is_for_posting_by_who_is_signed_in(hers, client):
    assert hers.get("/keep-alive/").status_code == 405
    assert client.post("/keep-alive/").url.startswith("/accounts/login/")


def test_the_session_is_written_at_most_once_a_minute(hers, clock):
    def writes():
        with CaptureQueriesContext(connection) as seen:
            hers.get(TERMS)
        return sum("UPDATE" in q["sql"] and "django_session" in q["sql"] for q in seen)

    assert writes() == 0
    clock.shift(61)
    assert writes() == 1


def test_who_has_an_authenticator_is_asked_for_its_code(hers, lena, away):
    add_authenticator(lena)
    away()

    assert hers.get(TERMS).url == "/accounts/2fa/reauthenticate/?next=%2Fresume%2F"


def test_the_authenticators_code_opens_the_lock(hers, lena, away):
    secret = add_authenticator(lena)
    away()
    door = hers.post(CHANGE, DETAILS).url

    assert hers.post(door, {"code": code_now(secret)}).url == "/resume/"
    assert "Oakfield High School" in hers.get("/resume/").content.decode()


def test_a_forgotten_password_can_be_set_anew_from_a_locked_session(hers, away, mailoutbox):
    away()
    hers.get(TERMS)

    assert hers.get("/accounts/password/reset/").status_code == 200
    sent = hers.post("/accounts/password/reset/", {"email": "lena@oakfield.example"})

    assert hers.get(sent.url).status_code == 200
    assert mailoutbox[0].subject == "Set a new password"
    assert "The link works once" in mailoutbox[0].body
