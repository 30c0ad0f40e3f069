"""What was typed into a locked page is kept, for the one who typed it."""

from urllib.parse import urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from esafety.accounts.models import User
from esafety.schools.models import School
from tests.esafety.accounts.codes import code_in
from tests.esafety.accounts.pages import CHANGE, DETAILS, TERMS

pytestmark = pytest.mark.django_db


def test_what_was_typed_is_kept_and_sent_on(hers, away, prove):
    away()
    locked = hers.post(CHANGE, DETAILS)
    assert "Room" not in locked.url
    assert School.objects.get(slug="oakfield").name == "Oakfield School"
    prove(hers, locked.url)

    page = hers.get("/resume/").content.decode()

    assert "Carry on where I was" in page
    assert f'action="{CHANGE}"' in page
    assert "Room 4,\nextension 12" in page
    assert "csrfmiddlewaretoken" in page
    hers.post(CHANGE, DETAILS)
    assert School.objects.get(slug="oakfield").name == "Oakfield High School"
    assert hers.get("/resume/").url == "/"


def test_looking_elsewhere_while_locked_does_not_lose_what_was_typed(hers, away, prove):
    away()
    door = hers.post(CHANGE, DETAILS).url
    hers.get(TERMS)
    prove(hers, door)

    assert "Oakfield High School" in hers.get("/resume/").content.decode()


def test_what_was_typed_can_be_thrown_away(hers, away, prove):
    away()
    prove(hers, hers.post(CHANGE, DETAILS).url)
    kept = hers.get("/resume/").context["kept"]

    hers.post("/resume/", {"id": kept[0]["id"]})

    assert hers.get("/resume/").url == "/"


def test_two_pages_typed_on_are_both_kept(hers, away, prove):
    away()
    hers.post(CHANGE, DETAILS)
    prove(hers, hers.post(TERMS + "add/", {"academic_year": "2027", "number": "1"}).url)

    kept = hers.get("/resume/").context["kept"]

    assert [entry["path"] for entry in kept] == [CHANGE, TERMS + "add/"]


def test_the_same_page_sent_twice_is_kept_once(hers, away, prove):
    away()
    hers.post(CHANGE, DETAILS)
    prove(hers, hers.post(CHANGE, {**DETAILS, "name": "Later"}).url)

    (entry,) = hers.get("/resume/").context["kept"]

    assert ["name", "Later"] in entry["fields"]


def test_several_values_of_one_name_are_all_kept(hers, away, prove):
    away()
    prove(hers, hers.post("/oakfield/settings/members/add/", {"roles": ["staff", "office"]}).url)

    (entry,) = hers.get("/resume/").context["kept"]

    assert entry["fields"] == [["roles", "staff"], ["roles", "office"]]


def test_passwords_and_tokens_are_never_kept(hers, away, prove):
    away()
    typed = {"csrfmiddlewaretoken": "x" * 32, "New_Password": "secret-horse", "name": "Oak"}
    prove(hers, hers.post(CHANGE, typed).url)

    assert hers.get("/resume/").context["kept"][0]["fields"] == [["name", "Oak"]]


def test_nothing_sent_to_a_sign_in_page_is_kept(hers, away, prove):
    away()
    door = hers.post("/accounts/password/change/", {"oldpassword": "a", "code": "123456"}).url
    prove(hers, door)

    assert hers.get("/resume/").url == "/"


def test_too_much_is_not_kept_but_said(hers, away, prove):
    away()
    prove(hers, hers.post(CHANGE, {"name": "x" * 200_001}).url)

    page = hers.get("/resume/")

    assert page.context["kept"][0]["fields"] is None
    assert "more than can be kept" in page.content.decode()


def test_together_no_more_is_kept_than_fits(hers, away, prove):
    away()
    hers.post(CHANGE, {"name": "x" * 150_000})
    prove(hers, hers.post(TERMS + "add/", {"number": "y" * 150_000}).url)

    assert [entry["path"] for entry in hers.get("/resume/").context["kept"]] == [TERMS + "add/"]


def test_a_forged_post_cannot_be_kept(clock, lena, away, prove):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(
        User.objects.get(pk=lena.user_id), "allauth.account.auth_backends.AuthenticationBackend"
    )
    strict.get(TERMS)
    away()

    assert strict.post(CHANGE, DETAILS).status_code == 403
    assert "idle_state" not in strict.session


@pytest.fixture
def no_password(lena):
    user = User.objects.get(pk=lena.user_id)
    user.set_unusable_password()
    user.save()
    return user


def test_who_has_no_password_signs_in_by_code_and_finds_what_was_typed(
    clock, no_password, lena, client_of, away, mailoutbox
):
    hers = client_of(lena)
    hers.get(TERMS)
    away()
    door = hers.post(CHANGE, DETAILS).url
    assert urlsplit(door).path == reverse("account_request_login_code")
    assert "_auth_user_id" not in hers.session

    hers.post(door, {"email": no_password.email})
    confirm = reverse("account_confirm_login_code") + "?next=/resume/"
    hers.post(confirm, {"code": code_in(mailoutbox[0])})

    assert "Oakfield High School" in hers.get("/resume/").content.decode()


def test_what_one_typed_is_never_shown_to_the_next_on_the_same_computer(
    clock, no_password, lena, tom, client_of, away
):
    browser = client_of(lena)
    browser.get(TERMS)
    away()
    browser.post(CHANGE, DETAILS)
    browser.force_login(
        User.objects.get(pk=tom.user_id), "allauth.account.auth_backends.AuthenticationBackend"
    )

    assert browser.get("/resume/").url == "/"


def test_nothing_typed_reaches_an_address_or_a_log(hers, away, prove, caplog):
    caplog.set_level("DEBUG")
    away()
    locked = hers.post(CHANGE, DETAILS)
    prove(hers, locked.url)
    hers.get("/resume/")

    assert "Room" not in locked.url
    assert "Room 4" not in "".join(
        r.getMessage() for r in caplog.records if "sql" not in r.name and "db" not in r.name
    )
    assert Session.objects.count() == 1


def test_throwing_one_away_leaves_the_other(hers, away, prove):
    away()
    hers.post(CHANGE, DETAILS)
    prove(hers, hers.post(TERMS + "add/", {"number": "1"}).url)
    first, second = hers.get("/resume/").context["kept"]

    hers.post("/resume/", {"id": first["id"]})

    assert hers.get("/resume/").context["kept"] == [second]
