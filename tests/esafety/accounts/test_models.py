"""The user."""

import pytest

from esafety.accounts.models import User

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_lower_case_and_found_in_any():
    user = User.objects.create_user(email=" Lena@Oakfield.Example ")

    assert user.email == "lena@oakfield.example"
    assert User.objects.get_by_natural_key("LENA@oakfield.example") == user


def test_a_user_needs_an_address():
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user(email="")


def test_a_user_is_written_without_name_or_address():
    assert str(User(pk=4, email="lena@oakfield.example", display_name="Lena")) == "user:4"
