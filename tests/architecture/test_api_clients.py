"""What programs read opens by a token alone: no session does, no cookie is set, and nothing else
goes without the guard against forged posts."""

import pytest
from django.urls import reverse

from tests.architecture.test_access import OURS
from tests.architecture.world import World

FOR_PROGRAMS = {name for name, one in OURS.items() if one.callback.gate.kind == "api_client"}


def test_only_the_api_is_for_programs_and_only_it_takes_no_csrf_token():
    exempt = {name for name, one in OURS.items() if getattr(one.callback, "csrf_exempt", False)}

    assert FOR_PROGRAMS == {name for name in OURS if name.startswith("api:")} != set()
    assert exempt <= FOR_PROGRAMS


@pytest.mark.parametrize("name", sorted(FOR_PROGRAMS))
def test_no_account_opens_what_is_for_programs(name, oakfield, brook, client_of, client):
    world = World(oakfield, brook, client_of, client)
    url = world.url(name)

    for who, mine in world.clients.items():
        for answer in (mine.get(url), mine.post(url, {})):
            assert answer.status_code == 401, who
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
            assert not answer.cookies, who


def test_a_school_that_is_not_there_answers_as_one_that_is(oakfield, client):
    there = client.get(reverse("api:access", args=["oakfield"]))
    nowhere = client.get(reverse("api:access", args=["nowhere"]))

    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)
