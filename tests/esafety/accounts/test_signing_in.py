"""Every way in, through our own pages; what is refused; what the audit log says of it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django_scopes import scope

from esafety.accounts.models import User
from esafety.accounts.second_factor import has_second_factor
from esafety.audit.models import AuditEvent
from tests.esafety.accounts.codes import add_authenticator, code_in, code_now
from tests.factories.schools import PASSWORD, make_member

pytestmark = pytest.mark.django_db

LOGIN, CODE = "/accounts/login/", "/accounts/login/code/"
SIGNED_OUT_PAGES = (LOGIN, CODE, "/accounts/signup/", "/accounts/password/reset/")


def sign_in(client, email, password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def events(school, type):
    with scope(school=school):
        return list(AuditEvent.objects.filter(type=type).values_list("actor", flat=True))


@pytest.fixture
def with_totp(lena):
    user, secret = User.objects.get(pk=lena.user_id), add_authenticator(lena)
    RecoveryCodes.activate(user)
    return user, secret


@pytest.mark.parametrize("path", SIGNED_OUT_PAGES)
def test_the_pages_before_signing_in_open(client, path):
    assert client.get(path).status_code == 200


def test_address_and_password_let_in(client, lena):
    answer = sign_in(client, "Lena@Oakfield.example")

    assert answer.status_code == 302
    assert client.get("/").url == "/oakfield/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, lena):
    def plain(page):
        return re.sub(r'value="[^"]*"', "", page.content.decode())

    wrong = sign_in(client, "lena@oakfield.example", "not-it-at-all")
    unknown = sign_in(client, "nobody@oakfield.example", "not-it-at-all")

    assert wrong.status_code == unknown.status_code == 200
    assert plain(wrong) == plain(unknown)


def test_asking_for_a_code_or_a_new_password_never_tells_who_has_an_account(client, lena):
    for path in (CODE, "/accounts/password/reset/"):
        known = client.post(path, {"email": "lena@oakfield.example"})
        client.session.flush()
        unknown = type(client)().post(path, {"email": "nobody@oakfield.example"})
        assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_somebody_whose_account_is_closed_stays_out(client, lena):
    User.objects.filter(pk=lena.user_id).update(is_active=False)

    sign_in(client, "lena@oakfield.example")

    assert "_auth_user_id" not in client.session


def test_there_is_no_sign_up(client):
    page = client.get("/accounts/signup/")
    posted = client.post(
        "/accounts/signup/",
        {"email": "new@x.example", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert page.status_code == posted.status_code == 200
    assert "by invitation" in page.content.decode()
    assert not User.objects.filter(email="new@x.example").exists()


def test_a_code_by_mail_lets_in(client, lena):
    client.post(CODE, {"email": "lena@oakfield.example"})

    answer = client.post("/accounts/login/code/confirm/", {"code": code_in(mail.outbox[0])})

    assert answer.status_code == 302
    assert client.get("/").url == "/oakfield/"


def test_a_wrong_code_does_not_let_in(client, lena):
    client.post(CODE, {"email": "lena@oakfield.example"})

    client.post("/accounts/login/code/confirm/", {"code": "WRONG1"})

    assert "_auth_user_id" not in client.session


def test_with_an_authenticator_the_password_is_half_the_way(client, with_totp):
    user, secret = with_totp

    half = sign_in(client, user.email)

    assert half.url.startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    assert client.get("/").url == "/oakfield/"


def test_a_wrong_authenticator_code_does_not_let_in(client, with_totp):
    sign_in(client, with_totp[0].email)

    client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    assert "_auth_user_id" not in client.session


def test_a_recovery_code_works_once(client, with_totp):
    user, _secret = with_totp
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    code = row.wrap().get_unused_codes()[0]

    def try_it(browser):
        sign_in(browser, user.email)
        browser.post("/accounts/2fa/authenticate/", {"code": code})
        return "_auth_user_id" in browser.session

    assert try_it(client)
    assert not try_it(type(client)())


def test_a_code_by_mail_does_not_go_round_the_authenticator(client, with_totp):
    client.post(CODE, {"email": with_totp[0].email})

    answer = client.post("/accounts/login/code/confirm/", {"code": code_in(mail.outbox[0])})

    assert answer.url.startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


def test_setting_up_an_authenticator_on_our_page(client, lena, oakfield):
    sign_in(client, "lena@oakfield.example")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret

    client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})

    assert has_second_factor(User.objects.get(pk=lena.user_id))
    for page in (
        "/accounts/2fa/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/totp/deactivate/",
    ):
        assert client.get(page).status_code == 200


def test_recovery_codes_alone_are_no_second_factor(lena):
    user = User.objects.get(pk=lena.user_id)
    RecoveryCodes.activate(user)

    assert not has_second_factor(user)


def test_too_many_wrong_passwords_are_stopped(client, lena, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    for _try in range(5):
        sign_in(client, "lena@oakfield.example", "wrong-one-again")

    right = sign_in(client, "lena@oakfield.example")

    assert "_auth_user_id" not in client.session
    assert "Too many failed" in right.content.decode()


def test_asking_for_codes_is_limited_for_all_web_processes_together(client, lena, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    answers = [
        type(client)().post(CODE, {"email": "lena@oakfield.example"}).status_code for _n in range(4)
    ]

    assert answers == [302, 302, 302, 200]
    assert len(mail.outbox) == 3


def test_a_sign_in_is_recorded_in_every_school_of_the_person(client, lena, oakfield, brook):
    user = User.objects.get(pk=lena.user_id)
    with scope(school=brook):
        there = make_member(brook, "Lena Larch", user=user)

    sign_in(client, user.email)

    assert events(oakfield, "account.signed_in") == [lena.ref]
    assert events(brook, "account.signed_in") == [there.ref]


def test_half_a_sign_in_is_not_recorded(client, with_totp, oakfield):
    sign_in(client, with_totp[0].email)

    assert events(oakfield, "account.signed_in") == []


def test_no_audit_row_no_sign_in(client, lena, monkeypatch):
    from esafety.audit import types

    monkeypatch.delitem(types._WORDS, "account.signed_in")
    client.raise_request_exception = False

    assert sign_in(client, "lena@oakfield.example").status_code == 500
    assert client.get("/oakfield/").url.startswith(LOGIN)


def test_changes_of_the_second_factor_are_recorded(
    client, lena, oakfield, django_capture_on_commit_callbacks
):
    sign_in(client, "lena@oakfield.example")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    client.post("/accounts/2fa/totp/deactivate/")

    assert events(oakfield, "account.second_factor_added") == [lena.ref]
    assert events(oakfield, "account.second_factor_removed") == [lena.ref]


def test_a_changed_password_is_recorded(client, lena, oakfield):
    sign_in(client, "lena@oakfield.example")
    new = "three-quiet-brown-badgers"
    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert User.objects.get(pk=lena.user_id).check_password(new)
    assert events(oakfield, "account.password_changed") == [lena.ref]


def test_a_message_that_changes_nothing_is_not_recorded(rf, lena, oakfield):
    from allauth.core import context

    from esafety.accounts.adapter import AccountAdapter

    request = rf.get("/")
    with context.request_context(request):
        AccountAdapter(request).send_notification_mail(
            "account/email/email_changed", User.objects.get(pk=lena.user_id)
        )

    assert AuditEvent.objects.count() == 0


def test_who_has_no_account_is_told_by_mail_only_and_invited_to_nothing(client):
    client.post(CODE, {"email": "nobody@oakfield.example"})

    (message,) = mail.outbox
    assert message.to == ["nobody@oakfield.example"]
    assert "Accounts come by invitation" in message.body
    assert "signup" not in message.body
