"""Names of the directory and of the record that stand in a text. Pure.

A name is found as a whole word in any case, with or without its accents, apostrophes and hyphens,
with an s or 's, and with letters of other scripts that look like its own. Each part of a name
counts by itself: a first name alone tells as much as both.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from esafety.people.names import fold, words
from reports.ordinary_words import DESCRIBING, END_IN_S, ORDINARY

_TOKEN = re.compile(r"[^\W\d_]+(?:['’`ʼ][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’`ʼ]s$", re.IGNORECASE)
# Parts of last names that are nobody's name by themselves.
_PARTICLES = frozenset(
    "al ap bin da de del della der di dos du el ibn la le san st ten ter von".split()  # noqa: SIM905
)
_LONGEST_PREFIX = 3  # of "O Brien" and "Mac Donald", which the directory may write as one word
_SHORTEST_JOINED = 6  # "Jo Lee" in one word is as short as a word of its own
_SHORTEST_WITH_S, _SHORTEST_IN_ANY_CASE = 3, 4
_NEAR = 40
_HYPHENS = frozenset("-‐‑‒–")
_LIKE_LATIN = str.maketrans(
    "АВЕКМНОРСТУХІЈЅЁЇӀԌԚԜҮавекмнорстухіјѕёїһԁԛԝӏѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχϲϳɑɡ",
    "ABEKMHOPCTYXIJSEIIGQWYabekmhopctyxijseihdqwlvABEZHIKMNOPTYXaikvoptuxcjag",
)
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
_UNSEEN = ("Cf", "Mn", "Me")


def printed(text: str) -> str:
    """The text without characters that print as nothing and part a word for whoever looks for it:
    soft hyphens, joiners, marks of direction."""
    return "".join(c for c in text if c.isascii() or unicodedata.category(c) != "Cf")


def _bare(text: str) -> str:
    """As `printed`, without marks that no letter with them stands for."""
    if text.isascii():
        return text
    whole = unicodedata.normalize("NFC", text)
    seen = (c for c in whole if unicodedata.category(c) not in _UNSEEN)
    return "".join(c for c in seen if c not in _FILLERS)


def _readings(text: str) -> list[str]:
    """The text, and once more with letters that look like Latin ones as these, where it has any."""
    return list(dict.fromkeys((text, text.translate(_LIKE_LATIN))))


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
    """The names of a directory, ready to be looked for. `joined`: several parts in one word."""

    single: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)


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
        firsts, lasts = _readings(_bare(first)), _readings(_bare(last))
        _add(found, words(firsts[0]), words(lasts[0]))
        if len(firsts) + len(lasts) > 2:
            _add(found, words(firsts[-1]), words(lasts[-1]))
    return found


def _add(found: Names, firsts: list[str], lasts: list[str]) -> None:
    found.single |= {w for w in (*firsts, *lasts) if _stands_alone(w)}
    if firsts and lasts:
        found.pairs |= {(firsts[0], lasts[0]), (lasts[-1], firsts[0])}
    first, last = "".join(firsts), "".join(lasts)
    together = {first, last} if len(firsts) > 1 or len(lasts) > 1 else set()
    if first and last:
        together |= {first + last, last + first, firsts[0] + last, last + firsts[0]}
    found.joined |= {w for w in together - ORDINARY if len(w) >= _SHORTEST_JOINED}


def typed(name: str) -> tuple[str, str]:
    """The first and the last name in what somebody typed for a person. Words that describe ("a boy
    in year 9") are no names; where some have a capital letter, only those may be."""
    parts = name.split()
    capital = [part for part in parts if _has_capital(part)]
    names = [part for part in capital or parts if fold(part) not in DESCRIBING]
    return (names[0], " ".join(names[1:])) if names else ("", "")


def find(text: str, names: Names) -> list[Found]:
    """Each name that stands in the text, once, in order of appearance.

    An everyday word counts only where it has a capital letter, or stands beside the other part of
    the same person's name: then it is certain.
    """
    text, found = _bare(text), dict[str, Found]()
    hits = [hit for reading in _readings(text) for hit in _hits_in(reading, names)]
    for hit in sorted(hits, key=lambda one: one.start):
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


def _hits_in(text: str, names: Names) -> Iterator[_Hit]:
    tokens = _tokens(text)
    for place, token in enumerate(tokens):
        yield from _alone(token, names)
        if place + 1 < len(tokens):
            after = tokens[place + 1]
            yield from _beside(token, after, names, text[token.end : after.start] in _HYPHENS)


def _alone(token: _Token, names: Names) -> Iterator[_Hit]:
    ordinary, capital = token.key in ORDINARY, _has_capital(token.word)
    if token.key in names.single or token.key in names.joined:
        if not ordinary or capital:
            yield _Hit(token.key, not ordinary, token.start, token.end)
        return
    base = token.key.removesuffix("s")
    long = len(base) >= (_SHORTEST_WITH_S if capital else _SHORTEST_IN_ANY_CASE)
    is_name = base in names.single or base in names.joined
    if is_name and base != token.key and long and not {base, token.key} & (ORDINARY | END_IN_S):
        yield _Hit(base, True, token.start, token.end)


def _beside(token: _Token, after: _Token, names: Names, hyphen: bool) -> Iterator[_Hit]:
    if (token.key, after.key) in names.pairs and {token.key, after.key} <= ORDINARY | _PARTICLES:
        yield _Hit(f"{token.key} {after.key}", True, token.start, after.end)
    joined, prefix = token.key + after.key, len(token.key) <= _LONGEST_PREFIX
    if (prefix or hyphen) and joined in names.single and joined not in ORDINARY:
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
