"""Reads: accounts of members without an entry in the directory, and entries that may be theirs."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from esafety.access.roles import Role
from esafety.people.choices import Kind
from esafety.people.models import Person
from esafety.people.names import fold
from esafety.schools import queries as schools
from esafety.schools.models import Membership

GOVERNORS = {Role.GOVERNOR, Role.ESAFETY_GOVERNOR, Role.CHAIR}


@dataclass(frozen=True)
class Connection:
    """One account without an entry, and the entries that may be its person's."""

    member: Membership
    candidates: list[Person]
    is_pupil: bool


def kind_for(member: Membership) -> Kind:
    """The kind of person whose account this is, by its roles."""
    if Role.PUPIL in member.roles:
        return Kind.PUPIL
    return Kind.GOVERNOR if member.roles and member.roles <= GOVERNORS else Kind.STAFF


def free_entries(member: Membership) -> QuerySet[Person]:
    """Present entries without an account that may be this member's: a pupil's for a pupil's
    account, grown-ups' otherwise. A parent or carer has no account."""
    is_pupil = kind_for(member) == Kind.PUPIL
    kinds = [Kind.PUPIL] if is_pupil else [Kind.STAFF, Kind.GOVERNOR, Kind.SUPPLY]
    today = timezone.localdate()
    here = Q(left_on__isnull=True) | Q(left_on__gt=today)
    rows = Person.objects.select_related("school").filter(here, kind__in=kinds)
    found: QuerySet[Person] = rows.filter(membership__isnull=True)
    return found.order_by("last_name", "first_name", "pk")


def by_email(member: Membership) -> Person | None:
    """The one free entry with the account's email address; None where there are none or more."""
    found = list(free_entries(member).filter(email__iexact=member.user.email)[:2])
    return found[0] if len(found) == 1 else None


def without_entry() -> list[Connection]:
    """Every present member without an entry, by name, with the entries of the same name or email
    address."""
    taken = Person.objects.filter(membership__isnull=False).values("membership")
    rows = schools.current_members().exclude(pk__in=taken).order_by("display_name", "pk")
    return [_connection(member) for member in rows]


def candidates(member: Membership) -> list[Person]:
    """Free entries with the member's name or email address."""
    same = Q(search_key=fold(member.display_name)) | Q(email__iexact=member.user.email)
    return list(free_entries(member).filter(same)[:10])


def _connection(member: Membership) -> Connection:
    return Connection(member, candidates(member), kind_for(member) == Kind.PUPIL)
