"""The staff and governors of a school: the cast, and colleagues written in bulk."""

import random
from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from esafety.access.roles import Role
from esafety.accounts.models import User
from esafety.demo import cast, staffing
from esafety.demo.company import Company
from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.people.names import search_key
from esafety.schools import queries
from esafety.schools.models import Membership, RoleGrant

_SINCE = 2014


def fill(company: Company, *, colleagues: int, governors: int) -> None:
    """The cast, so many colleagues who can report, and governors without a sign-in."""
    slug = company.slug
    _enter_cast(company)
    others = list(staffing.colleagues(slug, colleagues))
    rows = _memberships(company, others)
    company.staff = Person.objects.bulk_create(
        _person(company, Kind.STAFF, one, row) for one, row in zip(others, rows, strict=True)
    )
    mine = {row.pk for row in rows}
    company.members = [queries.actor_of(row) for row in queries.members() if row.pk in mine]
    Person.objects.bulk_create(
        _person(company, Kind.GOVERNOR, one, None) for one in staffing.governors(slug, governors)
    )


def _enter_cast(company: Company) -> None:
    by_name = {one.name: one for one in cast.CAST}
    for row in queries.members():
        one = by_name[row.display_name]
        known = staffing.Colleague(one.first_name, one.last_name, one.job, row.user.email)
        person = _person(company, one.kind, known, row)
        person.save(force_insert=True)
        company.special[one.first_name.lower()] = person


def _memberships(company: Company, others: list[staffing.Colleague]) -> list[Membership]:
    """Accounts without a password: these people can ask for a code by mail."""
    school, today = company.school, queries.local_today(company.school)
    users = User.objects.bulk_create(
        User(email=one.email, display_name=one.name, password=make_password(None)) for one in others
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    rows: list[Membership] = Membership.objects.bulk_create(
        Membership(school=school, user=user, display_name=user.display_name, joined_on=today)
        for user in users
    )
    given = {"school": school, "given_at": timezone.now(), "given_by": "system:setup"}
    RoleGrant.objects.bulk_create(
        RoleGrant(membership=row, role=_role(one), **given)
        for row, one in zip(rows, others, strict=True)
    )
    return rows


def _role(one: staffing.Colleague) -> Role:
    return Role.HEAD_OF_YEAR if one.job.startswith("Head of") else Role.STAFF


def _person(company: Company, kind: str, one: staffing.Colleague, row: Membership | None) -> Person:
    since = random.Random(one.email).randrange(_SINCE, timezone.now().year)
    return Person(
        school=company.school,
        kind=kind,
        first_name=one.first_name,
        last_name=one.last_name,
        email=one.email,
        job_title=one.job,
        joined_on=date(since, 9, 1),
        membership=row,
        search_key=search_key(one.first_name, one.last_name),
    )
