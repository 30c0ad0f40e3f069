"""A school with many parents, written in bulk, for the bench of the agreements."""

import random
import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from aup.models import Agreement, Ask, Link
from aup.services import links, seeding
from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.people.choices import Kind
from esafety.people.models import Guardianship, Person
from esafety.people.names import search_key
from esafety.schools.models import School
from tests.factories.schools import make_member, make_school, make_terms

_LAST = ["Ash", "Beech", "Clover", "Dale", "Elder", "Fern", "Gale", "Holly", "Ivy", "Linden"]


def make_place(slug: str = "willow") -> tuple[School, Any]:
    """A school with its agreements and a lead: (school, lead)."""
    school = make_school(name=f"{slug.title()} School", slug=slug, code=slug[:3].upper())
    with scope(school=school):
        make_terms(school)
        lead = make_member(school, "Lena Larch", Role.LEAD, Role.STAFF)
        with transaction.atomic():
            seeding.agreements(Actor.for_system("setup", school_id=school.pk))
    return school, lead


def people(school: School, *, pupils: int, parents: int, years: tuple[str, ...]) -> list[Person]:
    """So many pupils of these years with so many parents, dealt out in turn; the pupils."""
    children = [
        _person(school, Kind.PUPIL, n, year_group=years[n % len(years)]) for n in range(pupils)
    ]
    adults = [_person(school, Kind.GUARDIAN, n) for n in range(parents)]
    Person.objects.bulk_create([*children, *adults], batch_size=500)
    ties = [
        Guardianship(
            school=school,
            guardian=adult,
            child=children[n % pupils],
            parental_responsibility=True,
        )
        for n, adult in enumerate(adults)
    ]
    Guardianship.objects.bulk_create(ties, batch_size=500)
    return children


def _person(school: School, kind: Kind, number: int, **facts: Any) -> Person:
    first, last = f"{kind.label} {number}", random.Random(number).choice(_LAST)
    return Person(
        school=school,
        kind=kind,
        first_name=first,
        last_name=last,
        search_key=search_key(first, last),
        email=f"p{number}@home.example" if kind == Kind.GUARDIAN else "",
        **facts,
    )


def asked_with_links(school: School, children: list[Person]) -> None:
    """Everybody has been asked, and each parent has said who they are by their link."""
    version = Agreement.objects.get(audience="pupils_early").versions.get()
    now = timezone.now()
    Ask.objects.bulk_create(
        [
            Ask(school=school, agreement=version.agreement, version=version, subject=child,
                asked_at=now, changed_at=now)
            for child in children
        ],
        batch_size=500,
    )  # fmt: skip
    made = []
    for tie in Guardianship.objects.filter(child__in=Ask.objects.values("subject")):
        link = Link(
            school=school, key=uuid.uuid4(), person_id=tie.guardian_id, made_at=now,
            expires_at=now + timedelta(days=30), used_at=now, used_key=uuid.uuid4(),
        )  # fmt: skip
        link.token_hash = links.hash_of(links.token_of(link))
        made.append(link)
    Link.objects.bulk_create(made, batch_size=500)
