"""Reads about incidents. Everything starts from `visible_to`: the one visibility rule."""

from functools import reduce
from operator import and_, or_

from django.db.models import Case, Q, QuerySet, Value, When

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.roles import Role
from esafety.schools import queries as schools
from esafety.schools import reading
from esafety.schools.models import Membership
from incidents import visibility
from incidents.cases.choices import Level
from incidents.choices import OPEN
from incidents.models import Draft, Incident, IncidentType

LOG_ROLES = (Role.LEAD, Role.DEPUTY_LEAD, Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.SENIOR_LEADER)
SAFEGUARDING = (Role.DSL, Role.DEPUTY_DSL)
_HANDLING = (Role.LEAD, Role.DEPUTY_LEAD, *SAFEGUARDING, Role.HEAD)
_ORDINARY = Q(staff_subject=False, child_protection=False)
_NEVER = Q(pk__in=[])


def visible_to(actor: Actor) -> QuerySet[Incident]:
    """The incidents that exist for this actor; for everyone else the others do not exist.

    Nobody sees what names them or what they have no part in any more. Who reads the log sees the
    ordinary cases; what is about a member of staff is the headteacher's, what is marked child
    protection is the headteacher's and the DSLs' (spec/roles.md). What names a headteacher, or
    leaves nobody of those whose it is, goes to the chair of governors; what names the chair as
    well is for the person outside the school. A referral opens exactly one case.
    """
    incidents = Incident.objects.select_related("school")
    if actor.is_system:
        return incidents
    circle = _circle_of(actor) if actor.can(Permission.INCIDENT_CASE) else None
    return incidents.filter(circle.opened()) if circle else incidents.none()


def seen_with(actor: Actor) -> QuerySet[Incident]:
    """What exists for this member in the roles of the actor, whatever roles they hold now and
    whether they have left: for asking what somebody could see when they did something, by the same
    rule. Nobody is shown anything by it."""
    me = schools.members().get(pk=actor.membership_id or 0)
    if schools.actor_of(me).roles == actor.roles:
        return visible_to(actor)
    me.roles_held = ",".join(actor.roles)  # type: ignore[attr-defined]
    chain = schools.holders(*_on_whom_it_depends(actor)).exclude(pk=me.pk)
    return Incident.objects.select_related("school").filter(_Circle([me, *chain]).opened())


def technical_to(actor: Actor) -> QuerySet[Incident]:
    """The incidents of which at least the technical part exists for this actor."""
    incidents = Incident.objects.select_related("school")
    circle = _circle_of(actor) if actor.can(Permission.INCIDENT_CASE) else None
    if circle is None:
        return incidents.none()
    given = [circle.referred(circle.me, technical=one) for one in (True, False)]
    return incidents.filter(circle.opened_by_role(circle.me) | given[0] | given[1])


def opened_by_role(actor: Actor) -> QuerySet[Incident]:
    """The incidents that are this actor's by their role and not by a referral: whose they are may
    say who else has them."""
    circle = _circle_of(actor) if actor.can(Permission.INCIDENT_CASE) else None
    if circle is None:
        return Incident.objects.none()
    found: QuerySet[Incident] = Incident.objects.filter(circle.opened_by_role(circle.me))
    return found


def is_theirs(actor: Actor, incident: Incident) -> bool:
    """Whether the incident is this actor's by their role: they may refer it on and merge it."""
    ask = opened_by_role(actor).filter(pk=incident.pk).exists
    return reading.once(("theirs", actor, incident.pk), ask)


def given_to(actor: Actor) -> QuerySet[Incident]:
    """The incidents that were referred whole to this actor and still are: for writing on them."""
    circle = _circle_of(actor) if actor.can(Permission.INCIDENT_CASE) else None
    if circle is None:
        return Incident.objects.none()
    given = circle.referred(circle.me, technical=False)
    found: QuerySet[Incident] = Incident.objects.select_related("school").filter(given)
    return found


def written_by(actor: Actor) -> QuerySet[Incident]:
    """The incidents on which this actor may at least write notes and actions taken."""
    handles = actor.can(Permission.INCIDENT_TRIAGE)
    return visible_to(actor) if handles else given_to(actor)


def not_barred(actor: Actor) -> QuerySet[Incident]:
    """The incidents that neither name this actor nor shut them out: what a task or a referral may
    be about. It opens nothing by itself."""
    incidents = Incident.objects.select_related("school")
    circle = _circle_of(actor)
    return incidents.filter(~circle.out(circle.me)) if circle else incidents.none()


class _Circle:
    """Those whose being named or out of a case decides whose it is; `me`, the first of them, is
    the one asked about. What it needs is read once, when it is made; `within`: of these alone."""

    def __init__(self, members: list[Membership], within: list[int] | None = None) -> None:
        self.me = members[0]
        self._members = members
        self._named = visibility.Named(members, within)

    def out(self, member: Membership) -> Q:
        """The incident names this member, or they have no part in it any more."""
        return _among(self._named.out(member))

    def opened(self) -> Q:
        """What is open to the one asked about: by role, or because it was given to them."""
        return self.opened_by_role(self.me) | self.referred(self.me, technical=False)

    def opened_by_role(self, member: Membership) -> Q:
        """What the member's roles open, by the chain of spec/roles.md."""
        rules = []
        if member.roles & set(LOG_ROLES):
            rules.append(self._of_the_log(member) & ~self._names_another_head(member))
        if Role.CHAIR in member.roles:
            rules.append(self._for_the_chair(member))
        return reduce(or_, rules) & ~self._gone(member) if rules else _NEVER

    def referred(self, member: Membership, *, technical: bool) -> Q:
        """Cases given to this member and not taken back, as long as they are no narrower now than
        they were then. With `technical` those of which only the technical part was given."""
        rows = self._named.given(member)
        levels = [(incident, level) for incident, level, only in rows if only == technical]
        if not levels:
            return _NEVER

        def given(least: Level) -> Q:
            return _among({incident for incident, level in levels if level >= least})

        open_now = given(Level.ORDINARY) & _ORDINARY
        open_now |= given(Level.PROTECTED) & Q(child_protection=True, staff_subject=False)
        open_now |= given(Level.STAFF)
        open_now &= ~self._names_another_head(member)
        return (open_now | given(Level.CHAIR)) & ~self._gone(member)

    def _gone(self, member: Membership) -> Q:
        """The member is out of the case, or of one that it was merged into."""
        return _among(self._named.gone(member))

    def _of_the_log(self, member: Membership) -> Q:
        if Role.HEAD in member.roles:
            return Q()
        safe = bool(member.roles & set(SAFEGUARDING))
        return _ORDINARY | Q(child_protection=True) if safe else _ORDINARY

    def _for_the_chair(self, member: Membership) -> Q:
        """What names a headteacher, or leaves none of those whose it would be to handle it."""
        heads = self._others(member, Role.HEAD)
        staff = Q(staff_subject=True, child_protection=False) & self._all_out(heads, nobody=Q())
        safe = self._others(member, Role.HEAD, *SAFEGUARDING)
        protected = Q(child_protection=True) & self._all_out(safe, nobody=Q())
        # Without a single handler an ordinary report waits for the first lead.
        handlers = self._others(member, *_HANDLING)
        ordinary = _ORDINARY & self._all_out(handlers, nobody=_NEVER)
        return self._names_another_head(member) | staff | protected | ordinary

    def _names_another_head(self, member: Membership) -> Q:
        heads = self._others(member, Role.HEAD)
        return _among(self._named.with_merged(set().union(*map(self._named.ids, heads))))

    def _others(self, member: Membership, *roles: Role) -> list[Membership]:
        others = (one for one in self._members if one.pk != member.pk)
        return [one for one in others if one.roles & set(roles)]

    def _all_out(self, members: list[Membership], *, nobody: Q) -> Q:
        """Every one of them is out of the case; `nobody` where there is none."""
        return reduce(and_, map(self._gone, members)) if members else nobody


def _among(incidents: set[int]) -> Q:
    return Q(pk__in=sorted(incidents)) if incidents else _NEVER


def _circle_of(actor: Actor) -> _Circle | None:
    """The actor with those on whom it depends what is theirs; None for somebody who is not a
    member of the school in scope (any more)."""
    return reading.once(("circle", actor), lambda: _circle_read(actor))


def _circle_read(actor: Actor) -> _Circle | None:
    found = schools.holders(*_on_whom_it_depends(actor), also=actor.membership_id)
    members = sorted(found, key=lambda one: one.pk != actor.membership_id)
    if not members or members[0].pk != actor.membership_id:
        return None
    return _Circle(members)


def _on_whom_it_depends(actor: Actor) -> tuple[Role, ...]:
    return (*LOG_ROLES, Role.CHAIR) if actor.has_role(Role.CHAIR) else (Role.HEAD,)


def level_of(incident: Incident) -> Level:
    """How narrow the circle of a case is now (Referral.level)."""
    heads = list(schools.holders(Role.HEAD))
    if incident.pk in visibility.Named(heads, [incident.pk]).any():
        return Level.CHAIR
    if incident.staff_subject:
        return Level.STAFF
    return Level.PROTECTED if incident.child_protection else Level.ORDINARY


def who_can_see(incident: Incident) -> list[Membership]:
    """Present members whose role opens this incident by the visibility rule: the same few queries
    for any number of them.

    Members to whom the case was referred are not among them: see `cases.queries.referrals_of`.
    """
    members = list(schools.holders(*LOG_ROLES, Role.CHAIR))
    if not members:
        return []
    circle = _Circle(members, _taken_up_by(incident))
    asked = {f"m{one.pk}": _holds(circle.opened_by_role(one)) for one in members}
    told = Incident.objects.filter(pk=incident.pk).values(**asked).first() or {}
    return [one for one in members if told.get(f"m{one.pk}")]


def _taken_up_by(incident: Incident) -> list[int]:
    """The incident, what it was merged into, and what took that up."""
    found = [incident.pk]
    into = incident.merged_into_id
    while into is not None and into not in found:
        found.append(into)
        into = Incident.objects.filter(pk=into).values_list("merged_into", flat=True).first()
    return found


def _holds(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


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
