"""Reads about schools, members and terms."""

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Aggregate, CharField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.roles import ROLES, Role
from esafety.schools import reading
from esafety.schools.calendar import SchoolCalendar, Span
from esafety.schools.choices import ClosureKind
from esafety.schools.models import Closure, Membership, RoleGrant, School, Term


def school_named(slug: str) -> School:
    """The school with that short name in addresses, read afresh."""
    return School.objects.get(slug=slug)


def first_id() -> int | None:
    """The school that was there first: work that is nobody's in particular is kept with it."""
    return School.objects.order_by("pk").values_list("pk", flat=True).first()


def local_today(school: School) -> date:
    """Today's date on the school's own clock."""
    return timezone.now().astimezone(ZoneInfo(school.timezone)).date()


def memberships_of(user_id: int) -> QuerySet[Membership]:
    """Every place the user has in any school, with its school: for choosing where to go."""
    rows = Membership._base_manager.filter(
        user_id=user_id, user__is_active=True, left_on__isnull=True
    )
    return rows.select_related("school").order_by("school__name")


def membership_in(slug: str, user_id: int) -> Membership | None:
    """The user's present membership of the school with that slug. A leaver has none."""
    return (
        Membership._base_manager.filter(
            school__slug=slug, user_id=user_id, user__is_active=True, left_on__isnull=True
        )
        .select_related("school", "user")
        .annotate(roles_held=_roles_held())
        .first()
    )


def actor_of(membership: Membership) -> Actor:
    """The member as an actor, with the roles held now; one who has left holds none."""
    gone = membership.left_on is not None or not membership.user.is_active
    return Actor(
        school_id=membership.school_id,
        user_id=membership.user_id,
        membership_id=membership.pk,
        roles=frozenset() if gone else membership.roles,
        display_name=membership.display_name,
    )


def actor_as_before(membership: Membership) -> Actor:
    """The member with every role that they hold or ever held, also one who has left: for asking
    what they could see when they did something. Nobody acts with these roles."""
    roles = frozenset(Role(grant.role) for grant in membership.grants.all())
    return replace(actor_of(membership), roles=roles)


class _Joined(Aggregate):
    """The values of a group with a comma between them (no role's name has one)."""

    output_field = CharField()
    template = "%(function)s(%(expressions)s, ',')"

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        called = "STRING_AGG" if connection.vendor == "postgresql" else "GROUP_CONCAT"
        return super().as_sql(compiler, connection, function=called, **context)


def _roles_held() -> Subquery:
    """The roles of each member of a query, read along with them (Membership.roles)."""
    held = RoleGrant._base_manager.filter(membership=OuterRef("pk"), ended_at__isnull=True)
    return Subquery(held.order_by().values("membership").values_list(_Joined("role")))


def members() -> QuerySet[Membership]:
    """Members of the school in scope, with user and roles."""
    found = Membership.objects.select_related("user", "school")
    return found.annotate(roles_held=_roles_held())


def current_members() -> QuerySet[Membership]:
    """Members of the school in scope who have not left."""
    return members().filter(left_on__isnull=True, user__is_active=True)


def holders(*roles: Role, also: int | None = None) -> QuerySet[Membership]:
    """Present members of the school in scope who hold one of the roles now, and that one `also`."""
    held = RoleGrant.objects.filter(role__in=roles, ended_at__isnull=True).values("membership")
    return current_members().filter(Q(pk__in=held) | Q(pk=also or 0)).order_by("pk")


def holders_of(permission: Permission) -> QuerySet[Membership]:
    """Present members of the school in scope whose roles carry the permission."""
    return holders(*(role for role, spec in ROLES.items() if permission in spec.permissions))


def has_head() -> bool:
    """Whether the school in scope has a headteacher who has not left."""
    return holders(Role.HEAD).exists()


def find_members(*, words: str = "", left: bool = False) -> QuerySet[Membership]:
    """Present or former members of the school in scope, by name; `words` match name or address."""
    rows = members().filter(left_on__isnull=not left).order_by("display_name", "pk")
    for word in words.split():
        rows = rows.filter(Q(display_name__icontains=word) | Q(user__email__icontains=word))
    return rows


def names_by_role(*roles: Role) -> dict[Role, list[str]]:
    """Who holds each of the roles now, by name; an empty list where nobody does."""
    found: dict[Role, list[str]] = {role: [] for role in roles}
    for membership in holders(*roles).order_by("display_name"):
        for role in membership.roles.intersection(roles):
            found[role].append(membership.display_name)
    return found


def closures() -> QuerySet[Closure]:
    """The days without school inside the terms of the school in scope, oldest first."""
    return Closure.objects.order_by("starts_on")


def terms() -> QuerySet[Term]:
    """The terms of the school in scope, oldest first."""
    return Term.objects.order_by("starts_on")


def term_on(day: date) -> Term | None:
    """The term that holds the day or, in a holiday, the last one that began before it."""
    return terms().filter(starts_on__lte=day).last()


def calendar_of(school: School) -> SchoolCalendar:
    """The calendar of the school in scope; a page that only reads asks for it once."""
    return reading.once(("calendar", school.pk), lambda: _calendar_read(school))


def _calendar_read(school: School) -> SchoolCalendar:
    closures = list(Closure.objects.all())
    return SchoolCalendar(
        zone=ZoneInfo(school.timezone),
        day_starts=school.day_starts,
        day_ends=school.day_ends,
        terms=tuple(Span(t.starts_on, t.ends_on, str(t)) for t in terms()),
        closures=tuple(Span(c.starts_on, c.ends_on, c.label) for c in closures),
        half_term_breaks=tuple(
            Span(c.starts_on, c.ends_on, c.label)
            for c in closures
            if c.kind == ClosureKind.HALF_TERM
        ),
    )
