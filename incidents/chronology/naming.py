"""Who may be named in a text, and which words are their name. Pure code, no queries."""

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
PARTICLES = frozenset(_PARTICLES.split())
DESCRIBING = frozenset(_DESCRIBING.split())


@dataclass(frozen=True)
class Named:
    """Somebody whose name may stand in a text. `word` is what they are called instead ("Child");
    without one the name is kept.

    `strong` words are masked alone; `weak` ones (initials, particles) only beside another word
    of the same name; `whole` names only in exactly this order.
    """

    key: str
    name: str
    word: str
    strong: frozenset[str]
    weak: frozenset[str] = frozenset()
    whole: frozenset[tuple[str, ...]] = frozenset()
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
    initials = {one[0] for one in found}
    weak = {*initials, *(one for one in found if one not in strong)}
    whole = frozenset({tuple(found)})
    name = f"{first} {last}".strip()
    return Named(key, name, word, frozenset(strong), frozenset(weak), whole, adult=adult)


def typed(key: str, word: str, name: str, *, adult: bool) -> Named:
    """Somebody whose name was typed; perhaps it is no name but a description."""
    found = names.words(name)
    long = [one for one in found if len(one) > 1]
    joined = {"".join(found)} if 1 < len(found) < 4 else set()
    strong = {w for w in {*long, *joined} if w not in PARTICLES and w not in DESCRIBING}
    weak = {one for one in found if one in PARTICLES}
    weak |= {one[0] for one in strong if len(found) < 4}
    whole = {tuple(one) for one in (found, long) if len(one) > 1}
    whole_names = frozenset(whole)
    return Named(key, name, word, frozenset(strong), frozenset(weak), whole_names, adult=adult)
