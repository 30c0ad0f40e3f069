"""The sign-in page of a demonstration names the cast; any other names nobody."""

import pytest

from esafety.demo import cast


@pytest.mark.django_db
def test_a_demo_shows_who_can_sign_in(client, settings):
    settings.DEMO = True

    page = client.get("/accounts/login/").content.decode()

    assert cast.PASSWORD in page
    assert "lena@oakfield.example" in page


@pytest.mark.django_db
def test_an_installation_shows_nothing_of_it(client, settings):
    settings.DEMO = False

    page = client.get("/accounts/login/").content.decode()

    assert cast.PASSWORD not in page
    assert "oakfield.example" not in page
