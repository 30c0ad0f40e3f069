"""Reads about who has a case, and about concerns over adults who work here."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.roles import ROLES, Role
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from incidents import queries
from incidents.cases.choices import Threshold
from incidents.choices import Part, PersonKind
from incidents.models import Exclusion, Incident, InvolvedPerson, Referral, StaffConcern, Task
from incidents.tasking import queries as tasks
from incidents.visibility import is_about_staff

# The office has no incident, and the chair only what is about the head (spec/roles.md).
_NEVER_REFERRED = {Role.OFFICE, Role.CHAIR}
REFERABLE = tuple(
    role
    for role, spec in ROLES.items()
    if Permission.INCIDENT_CASE in spec.permissions and role not in _NEVER_REFERRED
)


def referrals_of(incident: Incident) -> QuerySet[Referral]:
    """The referrals of this case that were not taken back, oldest first."""
    found = Referral.objects.filter(incident=incident, ended_at__isnull=True)
    return found.select_related("member", "given_by").order_by("pk")


def exclusions_of(incident: Incident) -> QuerySet[Exclusion]:
    """Who stepped back from this case or is kept out of it now, oldest first."""
    found = Exclusion.objects.filter(incident=incident, lifted_at__isnull=True)
    return found.select_related("member", "made_by").order_by("pk")


def referral_to(incident: Incident, member_id: int | None) -> Referral | None:
    """The present referral of this case to that member."""
    return referrals_of(incident).filter(member=member_id).first()


def exclusion_of(incident: Incident, member_id: int | None) -> Exclusion | None:
    """The present exclusion of that member from this case."""
    return exclusions_of(incident).filter(member=member_id).first()


def referral_at(incident: Incident, number: int) -> Referral | None:
    """The nth referral of this case, ended ones counted, from 1: pages name it by this number."""
    rows = Referral.objects.filter(incident=incident).select_related("member", "incident")
    return next(iter(rows.order_by("pk")[_only(number)]), None)


def exclusion_at(incident: Incident, number: int) -> Exclusion | None:
    """The nth exclusion of this case, lifted ones counted, from 1."""
    rows = Exclusion.objects.filter(incident=incident).select_related("member", "incident")
    return next(iter(rows.order_by("pk")[_only(number)]), None)


def _only(number: int) -> slice:
    return slice(number - 1, number) if 0 < number < 10_000 else slice(0, 0)


def numbers_of(rows: QuerySet[Any]) -> dict[int, int]:
    """The number by which pages name each row of one case, by its key: oldest first, from 1."""
    keys = rows.order_by("pk").values_list("pk", flat=True)
    return {pk: number for number, pk in enumerate(keys, start=1)}


def may_be_given(incident: Incident) -> list[Membership]:
    """Members to whom this case may be referred, by their roles, by name. Whether it names one of
    them, or shuts them out, is asked when they are chosen."""
    able = {member.pk for member in handling(incident)}
    return [m for m in schools.holders(*REFERABLE).order_by("display_name") if m.pk not in able]


def handling(incident: Incident) -> list[Membership]:
    """Present members who see the whole of this case and may handle it: by their role, or
    because it was referred to them and their role handles incidents."""
    members = {member.pk: member for member in queries.who_can_see(incident)}
    for member in _given_whole(incident):
        members.setdefault(member.pk, member)
    found = [members[pk] for pk in sorted(members)]
    return [m for m in found if schools.actor_of(m).can(Permission.INCIDENT_TRIAGE)]


def _given_whole(incident: Incident) -> list[Membership]:
    """Members to whom the whole of this case is open by a referral."""
    rows = referrals_of(incident).filter(technical=False).values("member")
    members = schools.current_members().filter(pk__in=rows).order_by("pk")
    return [m for m in members if _is_open(queries.given_to(schools.actor_of(m)), incident)]


def _is_open(incidents: QuerySet[Incident], incident: Incident) -> bool:
    return incidents.filter(pk=incident.pk).exists()


def is_barred(member: Membership, incident: Incident) -> bool:
    """The case names the member, or a name like theirs, or shuts them out."""
    return not _is_open(queries.not_barred(schools.actor_of(member)), incident)


def may_be_kept_out(incident: Incident, actor: Actor) -> list[Membership]:
    """Those who have this case now, besides the actor: by role, by a referral, or handling it."""
    members = {m.pk: m for m in queries.who_can_see(incident)}
    members |= {row.member.pk: row.member for row in referrals_of(incident)}
    members.pop(actor.membership_id or 0, None)
    return sorted(members.values(), key=lambda m: (m.display_name, m.pk))


def given_to(actor: Actor) -> list[Referral]:
    """What was referred to this actor and is open to them now, newest first."""
    whole = Q(technical=False, incident__in=queries.given_to(actor).values("pk"))
    part = Q(technical=True, incident__in=queries.technical_to(actor).values("pk"))
    rows = Referral.objects.filter(whole | part, member=actor.membership_id, ended_at__isnull=True)
    return list(rows.select_related("incident", "incident__school", "given_by").order_by("-pk"))


def technical_tasks(incident: Incident, actor: Actor) -> QuerySet[Task]:
    """The actor's own tasks of this case."""
    return tasks.mine(actor).filter(incident=incident).order_by("due_on", "pk")


def adults_of(incident: Incident) -> list[InvolvedPerson]:
    """Adults whom this case names or has named, in its order: a concern may be about one."""
    rows = InvolvedPerson.objects.filter(incident=incident).select_related("person")
    rows = rows.exclude(kind__in=(PersonKind.CHILD, PersonKind.UNKNOWN)).order_by("pk")
    return list(rows)


def concerns_about(involved: InvolvedPerson) -> list[StaffConcern]:
    """Everything decided about this adult in this case, newest first."""
    rows = StaffConcern.objects.filter(involved=involved).select_related("made_by")
    return list(rows.order_by("-pk"))


def newest_concerns(incidents: QuerySet[Incident]) -> list[StaffConcern]:
    """The present concern about each adult in these cases, by the day of the case."""
    rows = StaffConcern.objects.filter(incident__in=incidents.values("pk")).order_by("pk")
    newest = dict(rows.values_list("involved", "pk"))
    found = StaffConcern.objects.filter(pk__in=newest.values())
    found = found.select_related("incident", "incident__school", "involved", "involved__person")
    return list(found.order_by("incident__happened_on", "pk"))


def pattern(incidents: QuerySet[Incident]) -> list[StaffConcern]:
    """As `newest_concerns`, without adults who were taken off the record: whoever a case named by
    mistake has no pattern."""
    return [one for one in newest_concerns(incidents) if one.involved.removed_at is None]


def lado_considered(involved: InvolvedPerson) -> bool:
    """Whether "LADO considered?" is answered, with its reason, for this adult (domain.md 1.4)."""
    newest = StaffConcern.objects.filter(involved=involved).order_by("-pk").first()
    return newest is not None and newest.lado_considered and bool(newest.lado_reason.strip())


def lado_open(incident: Incident) -> bool:
    """Whether a case about staff still waits for "LADO considered?": for each adult it is about,
    or for anybody at all where it was moved there by hand."""
    if not incident.staff_subject:
        return False
    rows = InvolvedPerson.objects.filter(incident=incident, removed_at__isnull=True)
    subjects = [
        one
        for one in rows.select_related("person")
        if is_about_staff(one.kind, one.part, one.person)
    ]
    answered = {
        row.involved_id
        for row in newest_concerns(Incident.objects.filter(pk=incident.pk))
        if row.lado_considered and row.lado_reason.strip()
    }
    return any(one.pk not in answered for one in subjects) if subjects else not answered


def parts_of(involved: InvolvedPerson) -> str:
    """The adult's part, in words."""
    return str(Part(involved.part).label)


def thresholds(rows: Iterable[StaffConcern]) -> dict[str, list[StaffConcern]]:
    """Concerns by what they are: allegation, low-level, not decided yet."""
    found: dict[str, list[StaffConcern]] = {one: [] for one in Threshold.values}
    for row in rows:
        found[row.threshold].append(row)
    return found
