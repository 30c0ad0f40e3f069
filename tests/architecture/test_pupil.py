"""A pupil with an account walks to every address: only a pupil's own pages open."""

import pytest

from esafety.access.roles import Role
from tests.architecture.access_table import TABLE
from tests.architecture.world import World
from tests.factories.schools import make_member

READING_ROOM = {
    "policies:rules",
    "policies:may_i",
    "policies:rule_table",
    "policies:rule_table_csv",
    "policies:rule_table_pdf",
    "policies:rule_table_version",
    "policies:rule_table_compare",
    "documents:hub",
    "documents:policies",
    "documents:policy",
    "documents:policy_history",
    "documents:policy_revision",
    "documents:policy_pdf",
    "documents:compare_revisions",
    "aup:agreements",
    "aup:agreement",
    "aup:versions",
    "aup:version",
    "aup:version_pdf",
    "aup:compare_versions",
    "aup:pictures_page",
    "aup:pictures_pdf",
}
MY_OWN = {
    "home",
    "aup:mine",
    "people:connect_me",  # by POST alone, and for the pupil's own account alone
    "jobs:cancel",  # by POST alone, and a PDF that the pupil asked for alone: none
    "jobs:try_again",
    "incidents:mine",  # what they reported themselves: nothing
}


@pytest.fixture
def world(oakfield, brook, client_of, client):
    there = World(oakfield, brook, client_of, client)
    there.clients["pip"] = client_of(make_member(oakfield, "Pip Pear", Role.PUPIL, kind="pupil"))
    return there


def test_only_a_pupils_pages_open(world):
    guarded = [name for name, row in TABLE.items() if not row.public and row.of_a_school]

    opened = {name for name in guarded if world.get(name, "pip") == "opens"}

    assert opened == {*MY_OWN, *READING_ROOM}


def test_a_pupil_changes_nothing_of_others(world):
    guarded = [name for name, row in TABLE.items() if not row.public and row.of_a_school]

    told = {name: world.post(name, "pip") for name in guarded}

    assert {name for name, what in told.items() if what == "opens"} <= MY_OWN | READING_ROOM


def test_a_pupils_page_has_no_navigation_of_the_staff(world):
    page = world.clients["pip"].get(world.url("home")).content.decode()

    for name in ("incidents:new", "people:directory", "policies:rules", "notices:notices"):
        assert f'href="{world.url(name)}"' not in page
    for name in ("aup:mine", "concern:start", "policies:may_i"):
        assert f'href="{world.url(name)}"' in page
