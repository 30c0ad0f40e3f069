"""What our adapter says of a user, and what it leaves unsaid."""

import pytest
from django.contrib.messages import get_messages

from esafety.accounts.adapter import name_of
from esafety.accounts.models import User
from tests.factories.schools import PASSWORD

pytestmark = pytest.mark.django_db


def test_a_user_is_called_by_name_or_else_by_address():
    assert name_of(User(email="lena@oakfield.example", display_name="Lena Larch")) == "Lena Larch"
    assert name_of(User(email="lena@oakfield.example")) == "lena@oakfield.example"


def test_coming_in_is_not_announced(client, lena):
    answer = client.post(
        "/accounts/login/", {"login": "lena@oakfield.example", "password": PASSWORD}
    )

    assert list(get_messages(answer.wsgi_request)) == []


def test_a_changed_password_is_announced(client, lena):
    client.post("/accounts/login/", {"login": "lena@oakfield.example", "password": PASSWORD})
    new = "three-quiet-brown-badgers"
    answer = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert len(list(get_messages(answer.wsgi_request))) == 1
