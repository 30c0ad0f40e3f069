"""Reads about incidents. Everything starts from `visible_to`: the one visibility rule."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q, QuerySet

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.roles import Role
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from incidents import visibility
from incidents.choices import OPEN
from incidents.models import Draft, Incident, IncidentType

LOG_ROLES = (Role.LEAD, Role.DEPUTY_LEAD, Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.SENIOR_LEADER)


def visible_to(actor: Actor) -> QuerySet[Incident]:
    """The incidents that exist for this actor; for everyone else the others do not exist.

    Who reads the log sees what names neither them nor a headteacher. An incident that names a
    headteacher, or that names everyone who reads the log, goes to the chair of governors alone;
    one that names the chair as well is for the person outside the school. (spec/roles.md)
    """
    incidents = Incident.objects.select_related("school")
    if actor.is_system:
        return incidents
    if not actor.can(Permission.INCIDENT_LOG):
        return incidents.none()
    rules = []
    if actor.has_role(*LOG_ROLES):
        rules.append(_ordinary(actor))
    if actor.has_role(Role.CHAIR):
        rules.append(_for_the_chair(actor))
    return incidents.filter(reduce(or_, rules)) if rules else incidents.none()


def _with_self(actor: Actor, *roles: Role) -> list[Membership]:
    """The holders of the roles and the actor, if still a member; the actor comes first."""
    own = schools.current_members().filter(pk=actor.membership_id or 0)
    members = (schools.holders(*roles) | own).prefetch_related(None)
    return sorted(members, key=lambda member: member.pk != actor.membership_id)


def _ordinary(actor: Actor) -> Q:
    """Incidents that name neither the actor nor a headteacher."""
    members = _with_self(actor, Role.HEAD)
    if not members or members[0].pk != actor.membership_id:
        return Q(pk=None)
    return ~visibility.Named(members).any()


def _for_the_chair(actor: Actor) -> Q:
    """Incidents that name a headteacher, or everyone who reads the log, but not the actor."""
    members = _with_self(actor, *LOG_ROLES)
    if not members or members[0].pk != actor.membership_id:
        return Q(pk=None)
    named = visibility.Named(members)
    heads = set(schools.holders(Role.HEAD).values_list("pk", flat=True)) - {actor.membership_id}
    readers = [named.member(m) for m in members[1:]]
    head_named = reduce(or_, [named.member(m) for m in members if m.pk in heads], Q(pk=None))
    everyone = reduce(and_, readers) if readers else Q(pk=None)
    return (head_named | everyone) & ~named.member(members[0])


def who_can_see(incident: Incident) -> list[Membership]:
    """Present members whom the visibility rule lets see this incident, for telling them."""
    roles = (*LOG_ROLES, Role.CHAIR)
    members = list(schools.holders(*roles))
    return [m for m in members if visible_to(schools.actor_of(m)).filter(pk=incident.pk).exists()]


def open_for(actor: Actor) -> QuerySet[Incident]:
    """Open incidents the actor may see, oldest first."""
    return visible_to(actor).filter(status__in=OPEN).order_by("submitted_at", "pk")


def receipts_of(actor: Actor) -> QuerySet[Incident]:
    """What this member reported: for the receipt and the status, never the investigation."""
    mine = (
        Incident.objects.filter(reporter_id=actor.membership_id)
        if actor.membership_id
        else Incident.objects.none()
    )
    return mine.select_related("school").order_by("-submitted_at", "-pk")


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """This member's unsent reports, newest first."""
    return Draft.objects.filter(owner_id=actor.membership_id).order_by("-saved_at")


def types_on_report() -> QuerySet[IncidentType]:
    """The types offered on the report form, in the school's order."""
    return IncidentType.objects.filter(retired_at__isnull=True, on_report=True)


def types_on_record() -> QuerySet[IncidentType]:
    """The types offered on the record: those on the form, and "Other"."""
    return IncidentType.objects.filter(retired_at__isnull=True)
