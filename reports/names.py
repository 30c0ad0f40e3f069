"""Names of the directory that stand in a text. Pure.

A name is found as a whole word in any case, with or without its accents, apostrophes and hyphens,
and with an 's. Each part of a name counts by itself: a first name alone tells as much as both.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from esafety.people.names import fold, words
from reports.ordinary_words import ORDINARY

_TOKEN = re.compile(r"[^\W\d_]+(?:['’`ʼ][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’`ʼ]s$", re.IGNORECASE)
# Parts of last names that are nobody's name by themselves.
_PARTICLES = frozenset(
    "al ap bin da de del della der di dos du el ibn la le san st ten ter von".split()  # noqa: SIM905
)
_LONGEST_PREFIX = 3  # of "O Brien" and "Mac Donald", which the directory may write as one word
_NEAR = 40


@dataclass(frozen=True)
class Found:
    """A name in a text. `key`: folded, as it is compared. `certain`: no everyday word. `near`: the
    words around the first place where it stands."""

    key: str
    word: str
    certain: bool
    near: str


@dataclass
class Names:
    """The names of a directory, ready to be looked for."""

    single: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class _Token:
    key: str
    word: str
    start: int
    end: int


def of(people: Iterable[tuple[str, str]]) -> Names:
    """The names of these people, given as first and last names. Either may have several words."""
    found = Names()
    for first, last in people:
        firsts, lasts = words(first), words(last)
        found.single |= {w for w in (*firsts, *lasts) if _stands_alone(w)}
        if firsts and lasts:
            found.pairs |= {(firsts[0], lasts[0]), (lasts[-1], firsts[0])}
    return found


def find(text: str, names: Names) -> list[Found]:
    """Each name that stands in the text, once, in order of appearance.

    An everyday word counts only where it has a capital letter, or stands beside the other part of
    the same person's name: then it is certain.
    """
    text = unicodedata.normalize("NFC", text)
    tokens, found = _tokens(text), dict[str, Found]()
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        for hit in _hits(token, after, names):
            known = found.get(hit.key)
            if known is None or (hit.certain and not known.certain):
                found[hit.key] = _shown(hit, text)
    return list(found.values())


@dataclass(frozen=True)
class _Hit:
    key: str
    certain: bool
    start: int
    end: int


def _hits(token: _Token, after: _Token | None, names: Names) -> Iterable[_Hit]:
    if token.key in names.single:
        ordinary = token.key in ORDINARY
        if not ordinary or _has_capital(token.word):
            yield _Hit(token.key, not ordinary, token.start, token.end)
    if after is None:
        return
    if (token.key, after.key) in names.pairs and {token.key, after.key} <= ORDINARY | _PARTICLES:
        yield _Hit(f"{token.key} {after.key}", True, token.start, after.end)
    joined = token.key + after.key
    if len(token.key) <= _LONGEST_PREFIX and joined in names.single and joined not in ORDINARY:
        yield _Hit(joined, True, token.start, after.end)


def _shown(hit: _Hit, text: str) -> Found:
    first, last = max(0, hit.start - _NEAR), min(len(text), hit.end + _NEAR)
    near = " ".join(text[first:last].split())
    before, behind = "…" if first else "", "…" if last < len(text) else ""
    return Found(hit.key, text[hit.start : hit.end], hit.certain, f"{before}{near}{behind}")


def _tokens(text: str) -> list[_Token]:
    """The words of the text. A word of two with a hyphen is two; an 's does not belong to it."""
    found = []
    for match in _TOKEN.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        end = match.start() + len(word)
        found += [_Token(key, word, match.start(), end) for key in fold(word).split()]
    return found


def _stands_alone(word: str) -> bool:
    """Whether this part of a name is one by itself: no initial, no "von"."""
    return word not in _PARTICLES and (len(word) > 1 or word.lower() == word.upper())


def _has_capital(word: str) -> bool:
    return any(letter.isupper() for letter in word)
