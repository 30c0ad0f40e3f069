"""Pupils and guardians, made directly in the database."""

from esafety.people.models import Guardianship, Person
from esafety.people.names import search_key


def make_person(school, name: str, kind: str = "pupil", **extra) -> Person:
    first, _, last = name.partition(" ")
    if kind == "pupil":
        extra.setdefault("year_group", "8")
        extra.setdefault("tutor_group", "8K")
    return Person.objects.create(
        school=school,
        kind=kind,
        first_name=first,
        last_name=last,
        search_key=search_key(first, last),
        **extra,
    )


def make_guardian(child: Person, name: str, **extra) -> Person:
    guardian = make_person(child.school, name, kind="guardian", **extra)
    Guardianship.objects.create(
        school=child.school, guardian=guardian, child=child, parental_responsibility=True
    )
    return guardian
