"""A school of any size with incidents in one term, written in bulk so that a test affords it."""

import random
from datetime import timedelta
from typing import Any

from django_scopes import scope

from esafety.access.roles import Role
from esafety.people.models import Person
from esafety.schools.models import School, Term
from incidents.models import Incident, InvolvedPerson
from tests.bench import families
from tests.factories.incidents import make_incident, make_type
from tests.factories.schools import make_member

TYPES = ("bullying", "hate", "sexting_or_abuse_images", "grooming", "bypassing_security")
WORDS = "A message in a group chat outside school, seen by two pupils who told their tutor. "


def make(slug: str, *, pupils: int, number: int) -> tuple[School, Any, Term]:
    """A school with so many pupils and incidents in autumn 2026: (school, lead, term)."""
    school, lead = families.make_place(slug)
    rng = random.Random(slug)
    with scope(school=school):
        make_member(school, "Hari Hazel", Role.HEAD, Role.STAFF)
        children = families.people(
            school, pupils=pupils, parents=pupils // 2, years=("7", "8", "9", "10", "11")
        )
        term = Term.objects.get(academic_year=2026, number=1)
        days = (term.ends_on - term.starts_on).days
        types = [make_type(school, code) for code in TYPES]
        for _each in range(number):
            day = term.starts_on + timedelta(days=rng.randrange(days))
            made = make_incident(
                school, types=(), happened_on=day, description=WORDS * rng.randint(1, 8)
            )
            made.types.add(rng.choice(types))
            involve(rng, school, made, children)
    return school, lead, term


def involve(rng: random.Random, school: School, incident: Incident, children: list[Person]) -> None:
    """One child or two, each with a part."""
    parts = rng.sample(("target", "offender"), rng.choice((1, 2)))
    rows = [
        InvolvedPerson(
            school=school, incident=incident, part=part, kind="child", person=child,
            year_group=child.year_group,
        )
        for part, child in zip(parts, rng.sample(children, 2), strict=False)
    ]  # fmt: skip
    InvolvedPerson.objects.bulk_create(rows)
