"""Invented families: children who fit their year groups, and the grown-ups they live with."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from esafety.demo import names

_SIZES, _SIZE_WEIGHTS = (1, 2, 3), (64, 29, 7)
# Relationship, whether a woman, parental responsibility.
_FIRST = (("Mother", True, True),) * 8 + (
    ("Grandmother", True, False),
    ("Foster carer", True, False),
)
_SECOND = (("Father", False, True),) * 7 + (("Step-father", False, False), ("Mother", True, True))
# One home in so many has given the school no email address.
_WITHOUT_ADDRESS = 40


@dataclass(frozen=True)
class Adult:
    """A parent or carer: who, how to reach them, and what they are to the children.

    `insider` is the e-mail address of somebody on the staff, who is then the same person.
    """

    first_name: str
    last_name: str
    email: str
    phone: str
    relationship: str
    responsible: bool
    insider: str = ""


@dataclass(frozen=True)
class Child:
    """A pupil's name, year (0 is reception) and date of birth."""

    first_name: str
    last_name: str
    year: int
    born: date


@dataclass
class Family:
    """Adults and children of one home. `of` names the member of the cast whose home it is."""

    adults: list[Adult]
    children: list[Child] = field(default_factory=list)
    of: str = ""


class Registry:
    """Makes families until every place in the year groups is taken. Deterministic by its seed."""

    def __init__(self, seed: str) -> None:
        self._rng = random.Random(seed)
        self._addresses: set[str] = set()
        self._homes = 0

    def families(
        self, sizes: dict[int, int], school_year: int, neighbours: Sequence[Family] = ()
    ) -> Iterator[Family]:
        """Families for so many children in each year; the first ones are known from elsewhere."""
        places = [year for year, count in sizes.items() for _each in range(count)]
        self._rng.shuffle(places)
        known = iter(neighbours)
        while places:
            family = next(known, None)
            if family is None:
                family, surname = self._adults()
            else:
                family, surname = Family(family.adults), family.children[0].last_name
            years = self._years(places)
            family.children = [self.child(surname, year, school_year) for year in years]
            yield family

    def child(self, surname: str, year: int, school_year: int, first_name: str = "") -> Child:
        """A child of that year group on the school year's own rule: born September to August."""
        born = date(school_year - year - 5, 9, 1) + timedelta(days=self._rng.randrange(365))
        first = first_name or self._rng.choice(self._rng.choice((names.GIRLS, names.BOYS)))
        return Child(first, surname, year, born)

    def adult(self, first_name: str, last_name: str, relationship: str, responsible: bool) -> Adult:
        """A grown-up with an address that nobody else has and a number kept free for drama."""
        stem = "".join(
            c for c in f"{first_name}.{last_name}".lower() if c.isascii() and c in _SIGNS
        )
        address, number = f"{stem}@example.org", 2
        while address in self._addresses:
            address, number = f"{stem}{number}@example.org", number + 1
        self._addresses.add(address)
        phone = f"07700 900{self._rng.randrange(1000):03}"
        return Adult(first_name, last_name, address, phone, relationship, responsible)

    def _adults(self) -> tuple[Family, str]:
        rng, surname = self._rng, self._rng.choice(names.SURNAMES)
        wanted = [rng.choice(_FIRST)]
        if rng.random() < 0.62:
            wanted.append(rng.choice(_SECOND))
        adults = []
        for relationship, woman, responsible in wanted:
            own = surname if rng.random() < 0.8 else rng.choice(names.SURNAMES)
            first = rng.choice(names.WOMEN if woman else names.MEN)
            adults.append(self.adult(first, own, relationship, responsible))
        self._homes += 1
        if self._homes % _WITHOUT_ADDRESS == 0:
            adults = [replace(adult, email="") for adult in adults]
        return Family(adults), surname

    def _years(self, places: list[int]) -> list[int]:
        """Take one to three places in different years."""
        size = self._rng.choices(_SIZES, _SIZE_WEIGHTS)[0]
        years = [places.pop()]
        for other in reversed(places[-12:]):
            if len(years) < size and other not in years:
                years.append(other)
                places.remove(other)
        return years


_SIGNS = "abcdefghijklmnopqrstuvwxyz.-"
