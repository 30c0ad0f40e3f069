"""Words that stayed and may yet be somebody's name, for the reader to look at. Pure code.

A guess here costs a glance; none of it changes what is masked.
"""

import re
from collections.abc import Iterable

from esafety.people import names
from incidents.chronology.naming import DESCRIBING, Named

_SHORTEST = 3
_PET = re.compile(r"(?:ie|ey|y|i|o|s|ers|kins)$")
_VOWELS = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")
# Words that stand at the beginning of sentences.
_BEGINNING = """
all any are ask but can could did does each for had has have how its many may not now one our out
said same saw see some such that then there these this those was were what when where which while
why will would you your
"""
_COMMON = DESCRIBING | frozenset(_BEGINNING.split())


class Likeness:
    """Tells what could mean one of those who are masked: one letter other, a short or pet form
    ("Benny" of Benjamin), the same consonants ("Mohamed", "Muhammad"), or what accounts and lists
    make of a name ("akhan", "PE")."""

    def __init__(self, people: Iterable[Named]) -> None:
        masked = [one for one in people if one.word]
        self._made = {word for one in masked for word in one.handles | one.initials}
        self._names = {name for one in masked for name in one.strong if len(name) >= _SHORTEST}
        long = [name for name in self._names if len(name) > _SHORTEST]
        self._close = {form for name in long for form in names.spellings(name)}
        self._bones = {_bones(name) for name in self._names if len(_bones(name)) >= _SHORTEST}

    def __contains__(self, word: str) -> bool:
        """Whether the word (folded) is like one of their names."""
        if word in _COMMON:
            return False
        if word in self._made:
            return True
        return len(word) >= _SHORTEST and (
            (len(word) > _SHORTEST and not self._close.isdisjoint(names.spellings(word)))
            or _bones(word) in self._bones
            or any(_is_form(word, name) for name in self._names)
        )


def _is_form(word: str, name: str) -> bool:
    """Whether one is in the other: "Ben" in Benjamin, Amir in "Amirah"."""
    longer = len(name) > _SHORTEST and word.startswith(name)
    return word in name or longer or _is_pet_form(word, name)


def _is_pet_form(word: str, name: str) -> bool:
    """Whether the word without such an ending begins the name: "Benny" and "Benji" Benjamin."""
    stem = _PET.sub("", word)
    single = _DOUBLED.sub(r"\1", stem)
    return stem != word and any(len(s) >= _SHORTEST and name.startswith(s) for s in (stem, single))


def _bones(word: str) -> str:
    """The word without vowels after the first letter, nothing doubled."""
    return _DOUBLED.sub(r"\1", word[0] + _VOWELS.sub("", word[1:]))
