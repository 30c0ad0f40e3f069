"""Masking the names of others in texts. Pure code: the texts of the database stay as they are.

Whole words are masked whatever their case, accents or apostrophes (esafety.people.names), alone
or with the other words of the name, with "'s" or without. When in doubt a word is masked; only a
word that is the person's own name as well stays, and is told of.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase

from django.utils.translation import gettext as _

from esafety.people import names
from incidents.chronology.likeness import Likeness
from incidents.chronology.naming import ABBREVIATIONS, Named
from incidents.chronology.tokens import Token, together, tokens, within

_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w+])(?:\+44|0)[\d ().-]{8,14}\d(?!\w)")
TITLES = frozenset(["mr", "mrs", "miss", "ms", "mx", "dr", "sir", "madam", "prof", "rev"])


@dataclass
class Report:
    """What was masked and what was not, for whoever looks at it before it leaves the school."""

    masked: Counter[str] = field(default_factory=Counter)
    shared: Counter[str] = field(default_factory=Counter)
    small: Counter[str] = field(default_factory=Counter)
    extra: int = 0
    contacts: int = 0
    left: Counter[str] = field(default_factory=Counter)


class Masker:
    """Masks texts; `report` tells what it did."""

    def __init__(
        self,
        people: Iterable[Named],
        *,
        local: Mapping[int, frozenset[str]],
        phrases: Iterable[str] = (),
        extra: Iterable[str] = (),
        small: Iterable[str] = (),
        pupils: Iterable[str] = (),
    ) -> None:
        """`local` are the keys of those whom each incident names: of two people with one first
        name, the one of the incident is meant. `phrases` are contact details, `extra` words that
        the reader adds, `small` those that stay where they are written in small letters, `pupils`
        words of the names of others at the school, that are told of and stay."""
        self.people = list(people)
        self.report = Report()
        self.labels: dict[str, str] = {}
        self._local = local
        self._by_word: dict[str, set[int]] = {}
        for number, one in enumerate(self.people):
            for word in one.words | one.initials | one.handles:
                self._by_word.setdefault(word, set()).add(number)
        self._phrases = _literal(phrases)
        added = list(extra)
        self._extra = _literal(added)
        spelt = [one for one in added if not re.search(r"[\d_@]", one)]
        self._extra_words = {tuple(names.fold(one).split()) for one in spelt} - {()}
        self._small = frozenset(small)
        self._pupils = frozenset(pupils)

    def text(self, text: str, incident: int) -> str:
        """The text with every name of somebody else masked."""
        plain = "".join(c for c in text if unicodedata.category(c) != "Cf")
        spans = self._patterns(plain)
        taken = [(start, end) for start, end, _words in spans]
        found = [self._owned(one) for one in tokens(plain) if not within(one, taken)]
        spans += self._names(plain, found, self._local.get(incident, frozenset()))
        pieces, at = [], 0
        for start, end, words in sorted(spans):
            pieces += [plain[at:start], words]
            at = end
        return "".join([*pieces, plain[at:]])

    def _patterns(self, text: str) -> list[tuple[int, int, str]]:
        """Addresses, telephone numbers and the reader's own words."""
        found: list[tuple[int, int, str]] = []
        kinds = (
            (self._extra, _("[left out]")),
            (self._phrases, _("[contact details]")),
            (_MAIL, _("[e-mail address]")),
            (_PHONE, _("[telephone number]")),
        )
        for pattern, words in kinds:
            for match in pattern.finditer(text) if pattern else ():
                if not any(start < match.end() and match.start() < end for start, end, _w in found):
                    found.append((*match.span(), words))
                    if pattern is self._extra:
                        self.report.extra += 1
                    else:
                        self.report.contacts += 1
        return found

    def _names(
        self, text: str, tokens: list[Token], local: frozenset[str]
    ) -> list[tuple[int, int, str]]:
        found, at = [], 0
        while at < len(tokens):
            added = self._extra_at(text, tokens, at)
            length, who = (added, []) if added else self._run(text, tokens, at)
            run = tokens[at : at + max(length, 1)]
            title = _title_before(text, tokens, at) if who else None
            words = self._decide(run, who, local, title is not None) if who else ""
            if added:
                self.report.extra += 1
                words = _("[left out]")
            if words:
                found.append(((title or run[0]).start, run[-1].end, words))
            elif not who:
                self._note_left(run[0])
            at += len(run)
        return found

    def _owned(self, token: Token) -> Token:
        """ "Bens" is "Ben's" to many who write."""
        bare = token.word[:-1]
        if (
            token.word.endswith("s")
            and token.raw[0].isupper()
            and len(bare) > 2
            and token.word not in self._by_word
            and any(bare in self.people[n].strong for n in self._by_word.get(bare, ()))
        ):
            return Token(token.start, token.end - 1, bare, token.raw[:-1])
        return token

    def _extra_at(self, text: str, tokens: list[Token], at: int) -> int:
        """How many tokens from here are words that the reader added, accents aside."""
        for words in self._extra_words:
            run = tokens[at : at + len(words)]
            if tuple(one.word for one in run) == words and together(text, run):
                return len(words)
        return 0

    def _run(self, text: str, tokens: list[Token], at: int) -> tuple[int, list[Named]]:
        """The longest run of tokens from here that is the name of somebody, and of whom."""
        who = self._known(tokens[at])
        best: tuple[int, list[Named]] = (0, [])
        last, used = at, {tokens[at].word}
        while who:
            run = tokens[at : last + 1]
            fits = [self.people[n] for n in sorted(who) if _is_name(run, self.people[n])]
            best = (len(run), fits) if fits else best
            last += 1
            # A word that comes again begins another name: "Ben, Ben Beech"; not a letter: "B.B."
            if last >= len(tokens) or (tokens[last].word in used and len(tokens[last].word) > 1):
                break
            if not together(text, tokens[last - 1 : last + 1]):
                break
            who = who & self._known(tokens[last])
            used.add(tokens[last].word)
        return best

    def _known(self, token: Token) -> set[int]:
        if len(token.word) == 1 and not (token.raw.isupper() or token.joined):
            return set()
        if token.word in self._small and token.raw.islower():
            return set()
        found = self._by_word.get(token.word, set())
        return {n for n in found if _may_be(token, self.people[n])}

    def _decide(
        self, run: list[Token], who: list[Named], local: frozenset[str], titled: bool
    ) -> str:
        """What stands in the place of a name; empty where the name stays."""
        others = [one for one in who if one.word]
        own = [one for one in who if one.subject]
        if titled and len(run) == 1 and not any(one.adult for one in own):
            return self._titled(who)
        if own:
            if others:
                self.report.shared[" ".join(token.raw for token in run)] += 1
            return ""
        if others and len(run) == 1 and run[0].raw.islower():
            self.report.small[run[0].word] += 1
        here = [one for one in others if one.key in local]
        return self._labels(here or others)

    def _titled(self, who: list[Named]) -> str:
        """A title before a surname means an adult, perhaps one whom nobody has named."""
        adults = [one for one in who if one.adult]
        if any(one.word for one in adults):
            return self._labels([one for one in adults if one.word])
        if adults or any(one.subject for one in who):
            return ""
        return _("adult with the name of %(label)s") % {"label": self._labels(who)}

    def _labels(self, who: list[Named]) -> str:
        """What they are called in this document: letters in the order of their first naming."""
        for one in who:
            if one.word and one.key not in self.labels:
                of_that = sum(other.startswith(f"{one.word} ") for other in self.labels.values())
                self.labels[one.key] = f"{one.word} {_letters(of_that + 1)}"
        labels = dict.fromkeys(self.labels[one.key] for one in who if one.word)
        self.report.masked.update(labels.keys())
        return _(" or ").join(labels)

    def _note_left(self, token: Token) -> None:
        """A word that stays, with a capital letter or known, for the look at what may be a name:
        of two letters only in capitals, since "as" and "he" are somebody's initials as well."""
        raw, long = token.raw, len(token.word) > 2
        if (long and (raw[0].isupper() or token.word in self._by_word)) or (
            len(token.word) == 2 and raw.isupper()
        ):
            self.report.left[raw] += 1

    def nearly(self) -> list[tuple[str, int]]:
        """Words that stayed and are like a masked name, and how often."""
        like = Likeness(self.people)
        return [(raw, times) for raw, times, word in self._stayed() if word in like]

    def pupils(self) -> list[tuple[str, int]]:
        """Words that stayed and are the name of another pupil of the school, and how often."""
        return [(raw, times) for raw, times, word in self._stayed() if word in self._pupils]

    def _stayed(self) -> list[tuple[str, int, str]]:
        kept = {word for one in self.people if not one.word for word in one.words}
        found = [(raw, times, names.fold(raw)) for raw, times in sorted(self.report.left.items())]
        return [one for one in found if one[2] not in kept]


def _may_be(token: Token, one: Named) -> bool:
    """Whether the token, as it is written, can be a part of this name or stand for it."""
    return token.word in one.words or _stands_for(token, one)


def _stands_for(token: Token, one: Named) -> bool:
    """Initials in capital letters, or a name made of the name in that of an account."""
    if token.word in one.initials and token.word not in ABBREVIATIONS:
        return token.raw.isupper()
    return token.in_handle and token.word in one.handles


def _is_name(run: list[Token], one: Named) -> bool:
    words = tuple(token.word for token in run)
    if words in one.whole or any(word in one.strong for word in words):
        return True
    return len(run) == 1 and _stands_for(run[0], one)


def _title_before(text: str, tokens: list[Token], at: int) -> Token | None:
    if at and tokens[at - 1].word in TITLES and together(text, tokens[at - 1 : at + 1]):
        return tokens[at - 1]
    return None


def _literal(words: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern of whole words as they are written, the longest first."""
    found = sorted({one.strip() for one in words if one.strip()}, key=len, reverse=True)
    if not found:
        return None
    either = "|".join(re.escape(one) for one in found)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _letters(number: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters
