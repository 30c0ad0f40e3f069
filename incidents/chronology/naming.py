"""Who may be named in a text, and which words are their name. Pure code, no queries."""

import re
from dataclasses import dataclass

from esafety.people import names

# Words inside names that are words of the language as well: masked only beside another.
_PARTICLES = """
al bin bint da das de del den der di do dos du el ibn la las le los mac mc st ten ter van von
"""
# What people write where they do not know a name: never masked alone.
_DESCRIBING = """
a account adult an and another at aunt boy brother called carer child children class college dad
few form four friend from gentleman girl gran grandfather grandmother grandparent group he her his
in key known lady man maybe member mother father mum name named new no not of old older on or other
parent people perhaps person possibly pupil school several she sister some somebody someone staff
stage stranger student teacher team the their they three to two un uncle unknown user was who is
with woman year young younger
"""
# What two capital letters mean more often than somebody: they stay, and are told of.
_ABBREVIATIONS = """
ai am bt cd cp dj dm dt dv eg eu fb gp hr ht ic id ie ig it la mp ms ni ok pa pc pe pm ps qr ra re
rs se ta tt tv uk us vr wa xl yt
"""
PARTICLES = frozenset(_PARTICLES.split())
DESCRIBING = frozenset(_DESCRIBING.split())
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
_SEAM = re.compile(r"['’`ʼ]|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True)
class Named:
    """Somebody whose name may stand in a text. `word` is what they are called instead ("Child");
    without one the name is kept.

    `strong` words are masked alone; `weak` ones (initials, particles) only beside another word
    of the same name; `whole` names only in exactly this order; `initials` ("AK") only in capital
    letters; `handles` ("akhan") only beside a digit, "@" or "_", as in names of accounts.
    """

    key: str
    name: str
    word: str
    strong: frozenset[str]
    weak: frozenset[str] = frozenset()
    whole: frozenset[tuple[str, ...]] = frozenset()
    initials: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()
    adult: bool = False
    subject: bool = False

    @property
    def words(self) -> frozenset[str]:
        return self.strong | self.weak | {word for one in self.whole for word in one}


def named(key: str, word: str, first: str, last: str, *, adult: bool) -> Named:
    """Somebody of the directory: every word of the name, written together as well."""
    firsts, lasts = names.words(first), names.words(last)
    found = [*firsts, *lasts]
    joined = {"".join(firsts), "".join(lasts), "".join(found), "".join([*lasts, *firsts])}
    # A particle that is the whole of a first name or surname is that name.
    alone = {one[0] for one in (firsts, lasts) if len(one) == 1}
    strong = {w for w in {*found, *joined} if len(w) > 1 and (w in alone or w not in PARTICLES)}
    apart = _apart(f"{first} {last}")
    strong |= _alone(apart)
    weak = {*(one[0] for one in found), *(one for one in (*found, *apart) if one not in strong)}
    initials = _initials(firsts, lasts)
    whole = {tuple(found), *map(tuple, initials - ABBREVIATIONS)}
    return Named(
        key,
        f"{first} {last}".strip(),
        word,
        strong=frozenset(strong),
        weak=frozenset(weak),
        whole=frozenset(whole),
        initials=frozenset(initials),
        handles=frozenset(_handles(firsts, lasts)),
        adult=adult,
    )


def typed(key: str, word: str, name: str, *, adult: bool) -> Named:
    """Somebody whose name was typed; perhaps it is no name but a description."""
    found = names.words(name)
    long = [one for one in found if len(one) > 1]
    is_name = 1 < len(long) == len(found) < 4 and DESCRIBING.isdisjoint(found)
    joined = {"".join(found)} if 1 < len(found) < 4 else set()
    strong = {w for w in {*long, *joined} if w not in PARTICLES and w not in DESCRIBING}
    apart = _apart(name)
    strong |= _alone(apart)
    weak = {one for one in found if one in PARTICLES} | (apart - strong)
    weak |= {one[0] for one in strong if len(found) < 4}
    initials = _initials(found[:1], found[1:]) if is_name else set()
    whole = {tuple(one) for one in (found, long, *(initials - ABBREVIATIONS)) if len(one) > 1}
    return Named(
        key,
        name,
        word,
        strong=frozenset(strong),
        weak=frozenset(weak),
        whole=frozenset(whole),
        initials=frozenset(initials),
        handles=frozenset(_handles(found[:1], found[1:])) if is_name else frozenset(),
        adult=adult,
    )


def _apart(name: str) -> set[str]:
    """The parts of words with an apostrophe or a capital inside: "O Connor" is O'Connor as well."""
    return set(names.words(_SEAM.sub(" ", name))).difference(names.words(name))


def _alone(parts: set[str]) -> set[str]:
    """Those that are long enough to be masked alone."""
    return {one for one in parts if len(one) > 2 and one not in PARTICLES | DESCRIBING}


def _initials(firsts: list[str], lasts: list[str]) -> set[str]:
    """Of all the words, of the first and the last, and of two first names."""
    if not firsts or not lasts:
        return set()
    every = [one[0] for one in (*firsts, *lasts)]
    made = {"".join(every), every[0] + every[-1], "".join(every[: len(firsts)])}
    return {one for one in made if len(one) > 1}


def _handles(firsts: list[str], lasts: list[str]) -> set[str]:
    """What accounts are called: "akhan", "amirk", "khana", "kamir"."""
    if not firsts or not lasts:
        return set()
    first, last = firsts[0], "".join(lasts)
    made = {first[0] + last, first + last[0], last + first[0], last[0] + first}
    return {one for one in made if len(one) > 2}
