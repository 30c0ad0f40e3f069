"""What a story is: an incident that could happen, with gaps for the people and the day."""

import random
import re
from dataclasses import dataclass, field

from incidents.choices import ImmediateAction, Outcome, Place

_CHOICE = re.compile(r"\[([^\[\]|]*(?:\|[^\[\]|]*)+)\]")


@dataclass(frozen=True)
class Story:
    """One incident to be told several times, each time with other people and other words.

    `who` lists the people: o offender, t target, b both, w witness, u unclear, each perhaps with a
    number and a kind ("o1", "t/staff", "o/guardian"); "!" means that the name is typed by hand.
    Texts hold slots such as {o} or {t1} (first names), {form}, {year}, {lesson}, {place}, and
    choices such as [quietly|at once].
    """

    key: str
    types: str
    who: str
    text: str
    summary: str
    found: str
    ends: tuple[tuple[Outcome, str], ...]
    platforms: str = ""
    platform_words: str = ""
    place: Place = Place.BOTH
    evidence: str = ""
    actions: tuple[tuple[ImmediateAction, str], ...] = ()
    other_words: str = ""
    urgent: bool = False
    primary: bool = False
    often: int = 2
    cast: dict[str, str] = field(default_factory=dict)


def tell(text: str, slots: dict[str, str], rng: random.Random) -> str:
    """The text with its choices made and its slots filled."""
    while _CHOICE.search(text):
        text = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), text)
    return text.format(**slots)
