"""Invented colleagues: names and jobs for a school's staff room and its governing board."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from esafety.demo import cast, names

SECONDARY_JOBS = (
    "Teacher of English", "Teacher of mathematics", "Teacher of science", "Teacher of history",
    "Teacher of geography", "Teacher of French", "Teacher of Spanish", "Teacher of art",
    "Teacher of music", "Teacher of computing", "Teacher of physical education",
    "Teacher of design and technology", "Teacher of religious studies", "Teacher of drama",
    "Head of Year 7", "Head of Year 9", "Head of Year 10", "Head of Year 11", "Head of sixth form",
    "Special needs coordinator", "Teaching assistant", "Teaching assistant", "Teaching assistant",
    "Cover supervisor", "Learning mentor", "School counsellor", "Librarian", "Science technician",
    "Receptionist", "Attendance officer", "Exams officer", "Site manager", "Catering manager",
)  # fmt: skip
PRIMARY_JOBS = (
    "Teacher of Reception", "Teacher of Year 1", "Teacher of Year 2", "Teacher of Year 3",
    "Teacher of Year 4", "Teacher of Year 6", "Special needs coordinator", "Teaching assistant",
    "Teaching assistant", "Teaching assistant", "Midday supervisor", "Nursery nurse",
    "Family support worker", "Caretaker", "Cook",
)  # fmt: skip
JOBS = {cast.OAKFIELD: SECONDARY_JOBS, cast.BROOK: PRIMARY_JOBS}


@dataclass(frozen=True)
class Colleague:
    first_name: str
    last_name: str
    job: str
    email: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


def colleagues(slug: str, count: int) -> Iterator[Colleague]:
    """So many members of staff beside the cast, each with a surname of their own."""
    rng = random.Random(f"staff of {slug}")
    surnames = rng.sample(names.SURNAMES, count)
    jobs = JOBS[slug]
    for number, surname in enumerate(surnames):
        first = rng.choice(names.WOMEN if rng.random() < 0.66 else names.MEN)
        yield Colleague(first, surname, jobs[number % len(jobs)], _address(slug, first, surname))


def governors(slug: str, count: int) -> Iterator[Colleague]:
    """So many governors beside the cast; they have no sign-in."""
    rng = random.Random(f"governors of {slug}")
    for surname in rng.sample(names.SURNAMES, count):
        first = rng.choice(names.WOMEN + names.MEN)
        yield Colleague(first, surname, "Governor", _address(f"governors.{slug}", first, surname))


def _address(domain: str, first_name: str, last_name: str) -> str:
    plain = "".join(c for c in f"{first_name}.{last_name}".lower() if c.isascii() and c not in "' ")
    return f"{plain}@{domain}.example"
