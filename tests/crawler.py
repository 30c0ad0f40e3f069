"""Everything a signed-in person can reach by following links, as normalised bytes."""

import re
from html import unescape

_LINK = re.compile(r"""(?:href|data-poll-url)=["']([^"'#]+)""")
_TOKEN = re.compile(r"""(name="csrfmiddlewaretoken" value=|search=)["']?[\w-]+""")
_NUMBER = re.compile(r"(?<=[/=\"])\d+(?=[/\"&])")
_REFERENCE = re.compile(r"\b[A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{2}\b")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?|\d+ (second|minute)s?|before=[^\"]+")
LEAVES = ("/accounts/logout", "/static/", "/demo/")


def normalised(body: bytes) -> str:
    """The page without what differs each time: tokens, ids, clock times, random references."""
    text = body.decode("utf-8", "replace")
    for pattern in (_TOKEN, _UUID, _TIME, _REFERENCE, _NUMBER):
        text = pattern.sub("~", text)
    return text


def crawl(client, start: str, *, most: int = 110) -> dict[str, tuple[int, str]]:
    """Every address reached from `start` by links, each with its status and normalised page.

    Downloads whose bytes hold the moment they were made (XLSX, PDF) are told by status alone.
    """
    waiting, seen, pages = [start], set(), {}
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if address in seen or not address.startswith("/") or address.startswith(LEAVES):
            continue
        seen.add(address)
        answer = client.get(address)
        kind = answer.get("Content-Type", "")
        text = normalised(answer.content) if "text" in kind or "json" in kind else ""
        pages[normalised(address.encode())] = (answer.status_code, text)
        if "html" in kind:
            waiting += [unescape(link) for link in _LINK.findall(answer.content.decode())]
        if answer.status_code in (301, 302):
            waiting.append(answer["Location"])
    return pages
