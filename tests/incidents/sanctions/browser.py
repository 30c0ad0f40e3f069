"""What a browser would send back, and the addresses of the pages."""

import html
import re
from datetime import timedelta

from django.utils import timezone

from tests.incidents.cases import url

LATER = (timezone.localdate() + timedelta(days=90)).isoformat()
GRID, MISUSE = "pupil-actions", "offensive_message"


def address(one, name="decide", grid=GRID, misuse=MISUSE, number=1):
    more = [grid, misuse] if name == "decide" else []
    return url(one.incident, name, number, *more)


def text_of(answer) -> str:
    return html.unescape(answer.content.decode())


def as_shown(page: str) -> dict[str, str]:
    """What a browser would send back: every field of the page as it stands."""
    found = {}
    page = page[page.index('name="seen"') - 200 :]
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]*)"', tag)
        ticked = "checked" in tag or not re.search(r'type="(checkbox|radio)"', tag)
        if name and ticked:
            value = re.search(r'value="([^"]*)"', tag)
            found[name[1]] = html.unescape(value[1]) if value else ""
    for name, body in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', page, re.DOTALL
    ):
        found[name] = html.unescape(body).removeprefix("\n")
    for name, body in re.findall(
        r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)"\s+selected', body)
        found[name] = chosen[1] if chosen else ""
    return found


def shown(client, at):
    answer = client.get(at)
    assert answer.status_code == 200
    return as_shown(answer.content.decode())
