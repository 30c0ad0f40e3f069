"""Schools and their members, made directly in the database."""

from datetime import date

from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.accounts.models import User
from esafety.people.models import Person
from esafety.people.names import search_key
from esafety.schools import queries
from esafety.schools.models import Closure, Membership, RoleGrant, School, Term

PASSWORD = "correct-horse-battery-9"


def make_school(
    name: str = "Oakfield School", slug: str = "oakfield", code: str = "OAK", **extra
) -> School:
    school = School.objects.create(name=name, slug=slug, code=code, **extra)
    school.refresh_from_db()
    return school


def make_user(email: str, name: str = "") -> User:
    from allauth.account.models import EmailAddress

    user = User.objects.create_user(email=email, password=PASSWORD, display_name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def make_member(
    school: School, name: str, *roles: Role, user: User | None = None, kind: str = "staff"
) -> Actor:
    """A member with roles and an entry in the directory; returns the actor."""
    first, _, last = name.partition(" ")
    user = user or make_user(f"{first.lower()}@{school.slug}.example", name)
    membership = Membership.objects.create(
        school=school, user=user, display_name=name, joined_on=date(2020, 9, 1)
    )
    for role in roles:
        RoleGrant.objects.create(
            school=school,
            membership=membership,
            role=role,
            given_at=timezone.now(),
            given_by="system:tests",
        )
    Person.objects.create(
        school=school,
        kind=kind,
        first_name=first,
        last_name=last,
        email=user.email,
        membership=membership,
        search_key=search_key(first, last),
    )
    return queries.actor_of(membership)


def make_terms(school: School, year: int = 2026) -> list[Term]:
    """The three terms of a school year with their half-term holidays."""
    spans = [
        (1, date(year, 9, 2), date(year, 12, 18)),
        (2, date(year + 1, 1, 4), date(year + 1, 3, 25)),
        (3, date(year + 1, 4, 12), date(year + 1, 7, 21)),
    ]
    breaks = [date(year, 10, 26), date(year + 1, 2, 15), date(year + 1, 5, 31)]
    for first in breaks:
        Closure.objects.create(
            school=school,
            kind="half_term",
            label="Half-term",
            starts_on=first,
            ends_on=first.replace(day=first.day + 4)
            if first.day < 27
            else date(first.year, first.month + 1, 4),
        )
    return [
        Term.objects.create(school=school, academic_year=year, number=n, starts_on=a, ends_on=b)
        for n, a, b in spans
    ]
