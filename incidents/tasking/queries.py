"""Reads about tasks. Everything starts from `visible_tasks`."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.roles import Role
from esafety.schools import queries as schools
from esafety.schools import reading
from esafety.schools.models import Membership, School
from incidents import merging, queries, recipients, visibility
from incidents.cases.choices import Level
from incidents.choices import PersonKind
from incidents.models import Incident, InvolvedPerson, Task, TriageSettings
from incidents.tasking.choices import Owner, TaskKind, TaskState
from incidents.tasking.roles import ROLES_OF, owners_with


def settings_of(school: School) -> TriageSettings:
    """The clocks and counting of the school in scope; the usual ones (unsaved) until it sets its
    own."""
    found = TriageSettings.objects.filter(school=school).first()
    return found or TriageSettings(school=school)


def visible_tasks(actor: Actor) -> QuerySet[Task]:
    """The tasks that exist for this actor: their own, while the case neither names them nor shuts
    them out, and those of the cases that they handle."""
    tasks = Task.objects.select_related("school", "incident", "owner", "given_by", "done_by")
    if actor.is_system:
        return tasks
    if not actor.can(Permission.TASK_ANSWER):
        return tasks.none()
    rule = _owned_by(actor) & Q(incident__in=queries.not_barred(actor).values("pk"))
    if actor.can(Permission.INCIDENT_TRIAGE):
        rule |= Q(incident__in=queries.visible_to(actor).values("pk"))
    return tasks.filter(rule)


def mine(actor: Actor) -> QuerySet[Task]:
    """The tasks that this actor is asked to do or has done, and that exist for them."""
    return visible_tasks(actor).filter(_owned_by(actor) | Q(done_by=actor.membership_id))


def open_of(actor: Actor) -> QuerySet[Task]:
    """What this actor is asked to do, what was due first at the top."""
    return mine(actor).filter(state=TaskState.OPEN)


def done_of(actor: Actor) -> QuerySet[Task]:
    """What of this actor's tasks was done or cancelled, newest first."""
    done = mine(actor).exclude(state=TaskState.OPEN)
    return done.order_by(F("done_at").desc(nulls_last=True), "-due_on", "-pk")


def steered(actor: Actor) -> QuerySet[Task]:
    """The tasks of the cases that this actor handles."""
    if not actor.can(Permission.INCIDENT_TRIAGE):
        return visible_tasks(actor).none()
    cases = queries.visible_to(actor).values("pk")
    return visible_tasks(actor).filter(incident__in=cases)


def may_have(member: Membership, incident: Incident) -> bool:
    """Whether a task of this case may be the member's: here now, and neither named nor shut out."""
    actor = schools.actor_of(member)
    able = actor.can(Permission.TASK_ANSWER)
    return able and queries.not_barred(actor).filter(pk=incident.pk).exists()


def holders_for(owner_role: str, incident: Incident) -> list[Membership]:
    """Present holders of the role who may have a task of this case.

    The same rule as `may_have`, for all of them at once; of a narrow case only those who may open
    it, and technical support, whose tasks name nobody. Who else is to have one is chosen by name.
    """
    roles = ROLES_OF[Owner(owner_role)]
    found = list(schools.holders(*roles)) if roles else []
    able = [m for m in found if schools.actor_of(m).can(Permission.TASK_ANSWER)]
    named = visibility.Named(able, [incident.pk])
    free = [m for m in able if incident.pk not in named.out(m)]
    if queries.level_of(incident) == Level.ORDINARY or owner_role == Owner.TECHNICAL_SUPPORT:
        return free
    return [member for member in free if _opens(member, incident)]


def _opens(member: Membership, incident: Incident) -> bool:
    return queries.visible_to(schools.actor_of(member)).filter(pk=incident.pk).exists()


def owners_of(task: Task) -> list[Membership]:
    """Those whose task it is now and who may have it: the person, or all holders of the role."""
    if task.owner_id is None:
        return holders_for(task.owner_role, task.incident)
    member = schools.current_members().filter(pk=task.owner_id).first()
    return [member] if member and may_have(member, task.incident) else []


def steerers_of(task: Task) -> list[Membership]:
    """To whom a task goes back: who gave it, then the handler, then those who are told of the case;
    of these only who may have it."""
    case = task.incident
    first = [one for one in (task.given_by, case.handler) if one and may_have(one, case)]
    return [*first, *recipients.of(case)]


def may_be_owners() -> QuerySet[Membership]:
    """Members to choose an owner from. Whether the case lets them is asked when one is chosen."""
    return schools.holders_of(Permission.TASK_ANSWER).order_by("display_name", "pk")


def people_of(incident: Incident) -> dict[int, InvolvedPerson]:
    """Whom a task of the case can be about, by their number in it (reading.involved_at)."""
    rows = InvolvedPerson.objects.filter(incident=incident).select_related("person").order_by("pk")
    numbered = dict(enumerate(rows, start=1))
    return {
        n: one
        for n, one in numbered.items()
        if not one.removed_at and one.kind != PersonKind.UNKNOWN
    }


def of_case(incident: Incident, actor: Actor) -> list[Task]:
    """The tasks of a case that the actor sees, and of those merged into it that they see as well:
    open ones first, then by their day."""
    merged = queries.visible_to(actor).filter(pk__in=merging.taken_up(incident)).values("pk")
    rows = Task.objects.filter(Q(incident=incident) | Q(incident__in=merged))
    found = rows.select_related("school", "incident", "owner", "done_by", "about__person")
    return sorted(found, key=lambda task: (task.state != TaskState.OPEN, task.due_on, task.pk))


def open_tasks_of(incident: Incident) -> int:
    """How many tasks of the case are still to be done: said before it is closed."""
    return int(Task.objects.filter(incident=incident, state=TaskState.OPEN).count())


def access_ends(school: School) -> QuerySet[Task]:
    """Removals of access whose date has come, once its school day has begun, and that have not
    ended yet; answered or not, but not those that were no longer needed."""
    now = timezone.now().astimezone(ZoneInfo(school.timezone))
    come = Q(access_until__lt=now.date())
    if now.time() >= school.day_starts:
        come |= Q(access_until=now.date())
    rows = Task.objects.filter(come, kind=TaskKind.REMOVE_ACCESS, access_ended_at__isnull=True)
    return rows.exclude(state=TaskState.CANCELLED)


def seen(actor: Actor, refs: set[str]) -> set[str]:
    """Those of the references ("task:<key>") whose tasks exist for the actor."""
    wanted = {key: ref for ref in refs if (key := _key(ref)) is not None}
    keys = visible_tasks(actor).filter(key__in=wanted).values_list("key", flat=True)
    return {wanted[key] for key in keys}


def _key(ref: str) -> UUID | None:
    try:
        return UUID(ref.partition(":")[2])
    except ValueError:
        return None


def _owned_by(actor: Actor) -> Q:
    """It is the person's own, or nobody's but one of their roles'."""
    own = Q(owner=actor.membership_id or 0)
    roles = owners_with(actor.roles)
    if not roles:
        return own
    opened = Q(incident__in=queries.visible_to(actor).values("pk"))
    by_role = Q(owner_role=Owner.TECHNICAL_SUPPORT) | opened
    if not actor.has_role(*queries.LOG_ROLES):
        # Who reads the log sees every ordinary case they may have a task of.
        by_role |= _ordinary()
    return own | (Q(owner__isnull=True, owner_role__in=roles) & by_role)


def _ordinary() -> Q:
    """The task's case is as wide as can be (`queries.level_of`)."""
    heads = schools.holders(Role.HEAD)
    named = reading.once("names a headteacher", lambda: visibility.Named(heads).any())
    ordinary = Q(incident__staff_subject=False, incident__child_protection=False)
    return ordinary & ~Q(incident__in=named)
