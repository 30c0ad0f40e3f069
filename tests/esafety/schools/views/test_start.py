"""Where everybody arrives."""

import pytest
from django_scopes import scope

from esafety.access.roles import Role
from esafety.accounts.models import User
from tests.factories.schools import make_member, make_user

pytestmark = pytest.mark.django_db


def test_one_school_is_home(client_of, tom):
    assert client_of(tom).get("/").url == "/oakfield/"


def test_of_several_one_chooses(client_of, tom, brook):
    with scope(school=brook):
        make_member(brook, "Tom Thorn", Role.STAFF, user=User.objects.get(pk=tom.user_id))

    page = client_of(tom).get("/").content.decode()

    assert 'href="/oakfield/"' in page
    assert 'href="/brook/"' in page


def test_who_belongs_nowhere_is_told_so(client):
    client.force_login(make_user("new@x.example"))

    assert "You belong to no school here" in client.get("/").content.decode()


def test_an_operator_gets_to_the_jobs(client, client_of, tom):
    User.objects.filter(pk=tom.user_id).update(is_operator=True)

    page = client_of(tom).get("/").content.decode()

    assert 'href="/operator/jobs/"' in page
    assert 'href="/oakfield/"' in page


def test_a_stranger_signs_in_first(client):
    assert client.get("/").url == "/accounts/login/?next=/"
