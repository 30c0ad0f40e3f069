"""Everything a signed-in person can reach by following links, as normalised text."""

import hashlib
import io
import re
import subprocess
import zipfile
from html import unescape

import pikepdf

_LINK = re.compile(r"""(?:href|data-poll-url)=["']([^"'#]+)""")
_TOKEN = re.compile(r"""(name="csrfmiddlewaretoken" value=|search=)["']?[\w-]+""")
_NUMBER = re.compile(r"(?<=[/=\"])\d+(?=[/\"&])")
_REFERENCE = re.compile(r"\b[A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{2}\b")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?|\d+ (second|minute)s?|before=[^\"]+")
_MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
MOST = 500
LEAVES = ("/accounts/logout", "/static/", "/demo/")


def normalised(body: bytes, *, exact: bool = False) -> str:
    """The text without what differs each time: tokens, ids, clock times, random references.

    `exact` leaves the last two as they are, for a clock that stands still and incidents that are
    the same ones.
    """
    text = body.decode("utf-8", "replace")
    for pattern in (_TOKEN, _UUID, *(() if exact else (_TIME, _REFERENCE)), _NUMBER):
        text = pattern.sub("~", text)
    return text


def contents(kind: str, body: bytes, *, exact: bool = False) -> str:
    """What an answer of this content type holds, for comparing it with another one."""
    if "spreadsheetml" in kind:
        return _parts(body)
    if "pdf" in kind:
        return _print(body)
    return normalised(body, exact=exact)


def _parts(body: bytes) -> str:
    """Each file within a spreadsheet, in order, but for when they were made."""
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        parts = [(name, _MADE.sub(rb"\1", book.read(name))) for name in book.namelist()]
    return "\n".join(f"{name}: {part.decode()}" for name, part in parts)


def _print(body: bytes) -> str:
    """The words of a PDF, for the reader of a failure; and a hash of all of it, pictures, tags and
    facts too, but for when it was made."""
    command = ["pdftotext", "-layout", "-", "-"]
    words = subprocess.run(command, input=body, capture_output=True, check=True).stdout.decode()
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(body)) as document:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as facts:
            for name in ("xmp:CreateDate", "xmp:ModifyDate"):
                facts.pop(name, None)
        for name in ("/CreationDate", "/ModDate"):
            if name in document.docinfo:
                del document.docinfo[name]
        document.save(out, static_id=True)
    return f"{words}\n{hashlib.sha256(out.getvalue()).hexdigest()}"


def crawl(client, *starts: str, most: int = 0, exact: bool = False) -> dict[str, list]:
    """Every address reached from these by links, each with the status and contents of its pages:
    addresses that differ by the number of a row stand together. With `most`, the first so many.
    """
    waiting, seen, pages = list(starts), set(), {}
    while waiting and len(seen) < (most or MOST):
        address = waiting.pop(0)
        if address in seen or not address.startswith("/") or address.startswith(LEAVES):
            continue
        seen.add(address)
        answer = client.get(address)
        kind = answer.get("Content-Type", "")
        found = (answer.status_code, contents(kind, answer.content, exact=exact))
        pages.setdefault(normalised(address.encode(), exact=exact), []).append(found)
        if "html" in kind:
            waiting += [unescape(link) for link in _LINK.findall(answer.content.decode())]
        if answer.status_code in (301, 302):
            waiting.append(answer["Location"])
    assert most or len(seen) < MOST, "There is more than the crawl can reach."
    return pages
