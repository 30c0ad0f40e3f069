"""Everyone of one school, as the stories need them."""

import random
from collections import defaultdict
from dataclasses import dataclass, field

from esafety.access.actor import Actor
from esafety.people.models import Person
from esafety.schools.calendar import SchoolCalendar
from esafety.schools.choices import Phase
from esafety.schools.models import School


@dataclass
class Company:
    """The people of a school: the cast by first name, colleagues, pupils by their present year."""

    school: School
    calendar: SchoolCalendar
    actors: dict[str, Actor]
    staff: list[Person] = field(default_factory=list)
    members: list[Actor] = field(default_factory=list)
    pupils: dict[int, list[Person]] = field(default_factory=lambda: defaultdict(list))
    parents: list[Person] = field(default_factory=list)
    special: dict[str, Person] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.school.slug

    @property
    def is_primary(self) -> bool:
        return self.school.phase == Phase.PRIMARY

    def classmates(self, year: int, rng: random.Random) -> list[Person]:
        """The pupils of one tutor group of the year in an order by chance, then the rest of it."""
        pupils = self.pupils[year]
        group = rng.choice(pupils).tutor_group
        return sorted(pupils, key=lambda one: (one.tutor_group != group, rng.random()))
