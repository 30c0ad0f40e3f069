"""Words of a text with their places, folded as names are. Pure code."""

import re
from dataclasses import dataclass
from itertools import pairwise

from esafety.people import names

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_TOKEN = re.compile(rf"{_LETTER}(?:['’`ʼ]?{_LETTER})*")
_BETWEEN = re.compile(r"[\s.,\-_\u2010-\u2015]{1,3}")
_OWNED = re.compile(r"['’`ʼ]s$", re.IGNORECASE)
_HANDLE = re.compile(r"[\d_@]")
_JOINT = re.compile(r"[._-]")


@dataclass(frozen=True)
class Token:
    """A word: where it is, folded and as it stands. `joined`: to another by a dot, as in "a.khan";
    `in_handle`: beside a digit, "@" or "_", as in "akhan09"."""

    start: int
    end: int
    word: str
    raw: str
    joined: bool = False
    in_handle: bool = False


def tokens(text: str) -> list[Token]:
    """The words of a text, without "'s"."""
    found = []
    for match in _TOKEN.finditer(text):
        raw = match[0]
        owned = _OWNED.search(raw)
        end = match.start() + (owned.start() if owned else len(raw))
        raw = text[match.start() : end]
        word = names.fold(raw).replace(" ", "")
        if word:
            found.append(_token(text, match.start(), end, word))
    return found


def _token(text: str, start: int, end: int, word: str) -> Token:
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    joined = _is_joint(before[::-1]) or _is_joint(after)
    in_handle = any(map(_HANDLE.match, (before[-1:], after[:1])))
    return Token(start, end, word, text[start:end], joined, in_handle)


def _is_joint(two: str) -> bool:
    return len(two) == 2 and bool(_JOINT.match(two)) and two[1].isalpha()


def within(token: Token, spans: list[tuple[int, int]]) -> bool:
    """Whether the token touches one of the spans."""
    return any(start < token.end and token.start < end for start, end in spans)


def together(text: str, run: list[Token]) -> bool:
    """Whether nothing but spaces, hyphens, commas or full stops is between the tokens."""
    return all(_BETWEEN.fullmatch(text[a.end : b.start]) for a, b in pairwise(run))
