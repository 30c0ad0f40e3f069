"""No link of a page leads to an address that can only be posted to, and no form to one that does
not take it."""

import re
from pathlib import Path

import pytest
from django.db import transaction

from tests.architecture.access_table import TABLE
from tests.architecture.world import World

TEMPLATES = Path(__file__).parents[2] / "templates"
FORM = re.compile(r"(<form\b[^>]*>)(.*?)</form>", re.DOTALL)
ACTION = re.compile(r"\baction=['\"]([^'\"]*)")
SHOWS_AGAIN = {
    "incidents:chronology_print",  # the copy as it would be, with more words left out
    "reviews:calendar_address",  # the new address, this once
}
READERS = ("lena", "hari", "olu")
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


def posts_to_itself(page, url):
    """Whether a page has a form that is sent to the address of the page."""
    forms = [tag for tag, inside in FORM.findall(page) if "formaction=" not in inside]
    posted = [tag for tag in forms if "post" in tag.lower()]
    return any((ACTION.findall(tag) or [""])[0] in ("", url) for tag in posted)


def is_taken(client, url):
    """An empty form is answered by a mistake, another page or a refusal: not by the same page, as
    if nothing had been sent. Nothing that it does stays."""
    with transaction.atomic():
        answer = client.post(url, {"csrfmiddlewaretoken": "as in every form"})
        transaction.set_rollback(True)
    words = b"There is a problem" in answer.content or b"govuk-error-message" in answer.content
    return answer.status_code != 200 or words


def test_a_form_that_is_sent_to_its_own_page_is_taken_there(world):
    found, lost = set(), set()
    for name in sorted(TABLE):
        for who in READERS if name not in SHOWS_AGAIN else ():
            client, url = world.clients[who], world.url(name)
            page = client.get(url)
            html = page.headers.get("Content-Type", "").startswith("text/html")
            if page.status_code == 200 and html and posts_to_itself(page.content.decode(), url):
                found.add(name)
                if not is_taken(client, url):
                    lost.add(name)

    assert len(found) > 40
    assert " ".join(sorted(lost)) == ""
