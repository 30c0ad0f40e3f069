"""Accounts made for somebody else, and their link."""

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from esafety.accounts import invitations
from esafety.accounts.models import User
from tests.factories.schools import make_user

pytestmark = pytest.mark.django_db
NEW = "three-quiet-brown-badgers"


def path_of(link, settings):
    return link.removeprefix(settings.SITE_URL)


def test_a_new_account_has_no_password_and_a_proven_address():
    user = invitations.account_for(email=" New@X.example ", name="New Nettle")

    assert user.email == "new@x.example"
    assert not User.objects.get(pk=user.pk).has_usable_password()
    assert EmailAddress.objects.get(user=user).verified


def test_an_account_that_exists_is_left_as_it_is():
    before = make_user("lena@oakfield.example", "Lena Larch")

    found = invitations.account_for(email="LENA@oakfield.example", name="Somebody Else")

    assert found == before
    assert found.display_name == "Lena Larch"
    assert found.has_usable_password()


def test_the_link_sets_a_password_once(settings):
    user = invitations.account_for(email="new@x.example", name="New")
    path = path_of(invitations.link_for(user), settings)
    client = Client()
    form = client.get(path).url

    client.post(form, {"password1": NEW, "password2": NEW})

    assert User.objects.get(pk=user.pk).check_password(NEW)
    assert "no longer works" in Client().get(path).content.decode()


@pytest.mark.parametrize(("days", "works"), [(6.9, True), (7.1, False)])
def test_the_link_works_for_seven_days(settings, days, works):
    user = invitations.account_for(email="new@x.example", name="New")
    with time_machine.travel("2026-11-03T10:00:00Z", tick=False) as clock:
        path = path_of(invitations.link_for(user), settings)
        clock.shift(days * 24 * 3600)
        assert (Client().get(path).status_code == 302) is works
    assert invitations.LINK_DAYS == 7
