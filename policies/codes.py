"""Text as it can be kept in a cell, and codes made from words."""

import re
import unicodedata
from collections.abc import Container
from datetime import datetime

# Records of incidents keep a code, so it has an end; one that we make leaves room for a number.
_MOST_MADE = 36
CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_PARTS = re.compile(r"[a-z0-9]+")
# Control characters (but tab and line feed), halves of surrogate pairs, and marks that nobody sees.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "at",
        "by",
        "in",
        "of",
        "on",
        "or",
        "the",
        "their",
        "to",
        "with",
        "without",
    ]
)


def tidy(text: str) -> str:
    """The text without characters that nobody can see, its lines ended by one line feed."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text tidied, on one line, with single spaces."""
    return " ".join(tidy(text).split())


def several_lines(text: str) -> str:
    """The text tidied, its lines kept, without spaces at its ends."""
    return tidy(text).strip()


# As days are written in England; the first is how they are kept.
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y")


def day(text: str) -> str:
    """A day in one of the usual ways of writing it, as 2026-11-01; any other text as it is."""
    said = one_line(text)
    for way in _DAYS:
        try:
            return datetime.strptime(said, way).date().isoformat()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return said


def day_in_words(text: str) -> str:
    """A day kept as 2026-11-01 as it is read, 1/11/2026; any other text as it is."""
    try:
        found = datetime.strptime(text, _DAYS[0])  # noqa: DTZ007
    except ValueError:
        return text
    return f"{found.day}/{found.month}/{found.year}"


def made_from(words: str, taken: Container[str], *, otherwise: str) -> str:
    """A code of the words that is not taken: small letters, figures and _; `otherwise` where the
    words have no letters for one."""
    plain = unicodedata.normalize("NFKD", words.replace("'", "").replace("’", "")).casefold()
    parts = _PARTS.findall("".join(c for c in plain if not unicodedata.combining(c)))
    parts = [part for part in parts if part not in _SMALL] or parts
    stem = "_".join(parts)[:_MOST_MADE].strip("_") or otherwise
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}_{number}"
    return code
