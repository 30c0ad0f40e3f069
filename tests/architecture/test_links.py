"""No link of a page leads to an address that can only be posted to."""

import re
from pathlib import Path

import pytest

from tests.architecture.access_table import TABLE
from tests.architecture.world import World

TEMPLATES = Path(__file__).parents[2] / "templates"
LINK = re.compile(r"href=\"\{% url ['\"]([a-z_]+(?::[a-z_]+)?)['\"]")


def linked():
    pages = TEMPLATES.rglob("*.html")
    found = {name for page in pages for name in LINK.findall(page.read_text(encoding="utf-8"))}
    return sorted(found & set(TABLE))


@pytest.fixture
def world(oakfield, brook, client_of, client):
    return World(oakfield, brook, client_of, client)


def test_what_is_linked_to_can_be_opened(world):
    names = linked()
    assert len(names) > 50

    answers = {
        name: [world.clients[who].get(world.url(name)).status_code for who in ("lena", "hari")]
        for name in names
    }

    assert [name for name, told in answers.items() if 405 in told] == []
