"""Every address × every role × another school: a table of expected answers.

It is complete by construction: an address of ours without a row in `access_table.py` fails, and so
does a row without an address.
"""

import pytest

from tests.architecture.access_table import CAST, TABLE
from tests.architecture.test_views import patterns
from tests.architecture.world import World

OURS = {
    name: pattern
    for name, pattern in patterns()
    if not pattern.callback.__module__.startswith("allauth.")
}


@pytest.fixture
def world(oakfield, brook, client_of, client):
    """Oakfield with its whole cast and one of everything that an address can name."""
    return World(oakfield, brook, client_of, client)


def test_every_address_has_a_row():
    assert set(OURS) - set(TABLE) == set()


def test_every_row_has_an_address():
    assert set(TABLE) - set(OURS) == set()


def spaces():
    """The names of the table, by the part of the product they belong to."""
    groups: dict[str, list[str]] = {}
    for name in sorted(TABLE):
        groups.setdefault(name.rpartition(":")[0] or "everywhere", []).append(name)
    return [pytest.param(names, id=space) for space, names in groups.items()]


@pytest.mark.parametrize("names", spaces())
def test_who_gets_in(names, world):
    answers = {name: {who: world.get(name, who) for who in CAST} for name in names}

    assert answers == {name: {who: TABLE[name].expected(who) for who in CAST} for name in names}


@pytest.mark.parametrize("names", spaces())
def test_strangers_are_kept_out(names, world):
    """Without signing in every page asks for it; for another school's lead nothing is there."""
    guarded = [name for name in names if not TABLE[name].public]
    schools = [name for name in names if TABLE[name].of_a_school]

    assert {name: world.get(name, None) for name in guarded} == dict.fromkeys(guarded, "sign in")
    assert {name: world.get(name, "boris") for name in schools} == dict.fromkeys(
        schools, "not there"
    )


@pytest.mark.parametrize("names", spaces())
def test_who_is_refused_reading_is_refused_writing(names, world):
    """A POST by somebody whom the table keeps out is answered as their GET is."""
    shut = [(n, who) for n in names for who in CAST if TABLE[n].expected(who) != "opens"]
    answers = {(n, who): world.post(n, who) for n, who in shut if TABLE[n].of_a_school}

    wrong = {
        key: told
        for key, told in answers.items()
        if told not in (TABLE[key[0]].expected(key[1]), "takes no post")
    }
    assert wrong == {}
