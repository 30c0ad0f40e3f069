"""The part of a pupil's agreement that is the child's own, to be read aloud. Pure: no queries."""

import re

_HEADING = re.compile(r"^#{1,3} +", re.MULTILINE)
_PARENTS = re.compile(r"^#{1,3} +.*\b(parents?|carers?)\b.*$", re.IGNORECASE | re.MULTILINE)


def child_part(text: str) -> str:
    """The text from its first heading below the title (what stands before it speaks to the grown-
    ups) up to the heading of the parents' part; the whole of a text without headings."""
    title, _line, rest = text.strip().partition("\n")
    body = rest if title.startswith("# ") else text
    first = _HEADING.search(body)
    body = body[first.start() :] if first else body
    parents = _PARENTS.search(body)
    return (body[: parents.start()] if parents else body).strip()
