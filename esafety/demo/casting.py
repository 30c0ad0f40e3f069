"""Giving the parts of a story to people of a school."""

import random
from dataclasses import dataclass

from esafety.demo.company import Company
from esafety.demo.plot import Named
from esafety.demo.stories import Story
from esafety.people.models import Person
from incidents.choices import Part, PersonKind

PARTS = {"o": Part.OFFENDER, "t": Part.TARGET, "b": Part.BOTH, "w": Part.WITNESS, "x": Part.UNCLEAR}
# How often a year group is in it: most of all the lower years of a secondary school.
YEAR_WEIGHTS = {
    7: 22,
    8: 27,
    9: 22,
    10: 14,
    11: 10,
    12: 3,
    13: 2,
    6: 13,
    5: 10,
    4: 6,
    3: 5,
    2: 2,
    1: 1,
    0: 1,
}
AGAIN = 0.4
_STRANGERS = (
    ("a player called BlueComet9", "Known only by the name in the game"),
    ("somebody who writes as night.owl.77", "Known only by the name of the account"),
    ("a player called Zed the Builder", "Says that they are sixteen and live near here"),
)
_OTHERS = (
    ("Jay", "Pupil of another school, surname not known"),
    ("a boy in a red cap", "Not one of our pupils"),
)
_LESSONS = {
    True: ("maths", "science", "history", "French", "art", "geography", "PE", "English", "music"),
    False: ("maths", "phonics", "art", "PE", "topic work", "guided reading"),
}


@dataclass
class Casting:
    """Chooses people for stories; some pupils are in trouble again and again."""

    company: Company
    again: dict[int, list[Person]]

    def cast(self, story: Story, rng: random.Random, years_ago: int) -> tuple[list[Named], int]:
        """Everyone in the story, and the year group that the children were in at the time."""
        year = self._year(rng, years_ago)
        mates = self.company.classmates(year + years_ago, rng)
        named: list[Named] = []
        for word in story.who.split():
            named.append(self._one(story, word, rng, mates, [n.person for n in named if n.person]))
        return named, year

    def slots(self, named: list[Named], year: int, rng: random.Random) -> dict[str, str]:
        """What the texts of the story may speak of."""
        child = next((n.person for n in named if n.person and n.kind == PersonKind.CHILD), None)
        letter = (
            child.tutor_group[-1] if child else self.company.pupils[year or 1][0].tutor_group[-1]
        )
        code = str(year) if year else "R"
        return {
            "form": f"{code}{letter}",
            "year": f"Year {code}" if year else "Reception",
            "lesson": rng.choice(_LESSONS[not self.company.is_primary]),
            "place": f"{rng.choice('BCEG')}{rng.randrange(1, 20):02}",
            **{one.slot: one.word for one in named},
        }

    def _year(self, rng: random.Random, years_ago: int) -> int:
        last = max(self.company.pupils) - years_ago
        years = [year for year in self.company.pupils if year <= last]
        return rng.choices(years, [YEAR_WEIGHTS[year] for year in years])[0]

    def _one(
        self, story: Story, word: str, rng: random.Random, mates: list[Person], taken: list[Person]
    ) -> Named:
        slot, _slash, kind_word = word.partition("/")
        kind, part = PersonKind(kind_word.rstrip("!") or "child"), PARTS[slot[0]]
        if kind == PersonKind.UNKNOWN:
            return Named(slot, kind, Part.UNCLEAR)
        if word.endswith("!"):
            return self._typed(story, slot, kind, part, rng)
        known = story.cast.get(slot)
        if known:
            return Named(slot, kind, part, self.company.special[known])
        pool = {
            PersonKind.CHILD: mates,
            PersonKind.STAFF: self.company.staff,
            PersonKind.GUARDIAN: self.company.parents,
        }[kind]
        return Named(slot, kind, part, self._free(pool, slot, rng, taken, mates))

    def _free(
        self,
        pool: list[Person],
        slot: str,
        rng: random.Random,
        taken: list[Person],
        mates: list[Person],
    ) -> Person:
        """Somebody not in this story yet, nor with the same first name as somebody in it;
        offenders are often those who were offenders before."""
        names = {one.first_name for one in taken}
        free = [one for one in pool if one.first_name not in names]
        if pool is not mates:
            return rng.choice(free)
        known = [one for one in self.again.get(id_of(mates), ()) if one.first_name not in names]
        if slot.startswith("o") and known and rng.random() < AGAIN:
            return rng.choice(known)
        return free[0]

    def _typed(
        self, story: Story, slot: str, kind: PersonKind, part: Part, rng: random.Random
    ) -> Named:
        name = story.cast.get(f"{slot}!")
        if name:
            return Named(slot, kind, part, typed=name, contact="No address known")
        typed, contact = rng.choice(_OTHERS if part == Part.UNCLEAR else _STRANGERS)
        return Named(slot, kind, part, typed=typed, contact=contact)


def id_of(mates: list[Person]) -> int:
    """The year in which these pupils joined: they stay together."""
    return mates[0].joined_on.year if mates[0].joined_on else 0


def often_in_trouble(company: Company, rng: random.Random) -> dict[int, list[Person]]:
    """One or two pupils of each year whom several stories meet again."""
    chosen = {}
    for pupils in company.pupils.values():
        chosen[id_of(pupils)] = rng.sample(pupils, min(2, len(pupils)))
    return chosen
