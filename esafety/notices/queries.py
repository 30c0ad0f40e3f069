"""Reads about notices and absences. A notice exists for its member while its thing does."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.audit import objects
from esafety.notices import in_hand
from esafety.notices.choices import Mail, QuietDays
from esafety.notices.cover import Away, Cover, Gap
from esafety.notices.models import Absence, Notice, NoticeSettings
from esafety.notices.quiet import Quiet
from esafety.schools import queries as schools
from esafety.schools.models import Membership, School

MOST = 500
SAFEGUARDING = (Role.DSL, Role.DEPUTY_DSL)
GOVERNORS = frozenset({Role.GOVERNOR, Role.ESAFETY_GOVERNOR, Role.CHAIR})
_AHEAD = timedelta(days=90)
_MAILED_WITHIN = timedelta(days=31)


def shown_to(actor: Actor) -> list[Notice]:
    """The member's notices whose things exist for them at this moment, newest first.

    Of the last 500; the same queries for one and for all of them.
    """
    return _existing(actor, _notices_of(actor))


def unread(actor: Actor) -> list[Notice]:
    """Those of `shown_to` that the member has not read."""
    return _existing(actor, _notices_of(actor).filter(read_at__isnull=True))


def unread_count(actor: Actor) -> int:
    """How many notices wait for the member: what does not exist for them is not counted."""
    return len(unread(actor))


def shown(actor: Actor, key: UUID) -> Notice | None:
    """One notice of the member, while its thing exists for them."""
    found = _existing(actor, _notices_of(actor).filter(key=key))
    return found[0] if found else None


def about(actor: Actor, object: str) -> QuerySet[Notice]:
    """The member's unread notices about one thing."""
    return _notices_of(actor).filter(object=object, read_at__isnull=True)


def exists_for(member: Membership, object: str) -> bool:
    """Whether the thing exists for this member now."""
    return object in objects.seen(schools.actor_of(member), {object})


def notice(key: str) -> Notice | None:
    """The notice with that key, with its member, if the member has not left."""
    found: Notice | None = (
        Notice.objects.filter(key=key, member__in=schools.current_members())
        .select_related("school", "member__school", "member__user")
        .first()
    )
    return found


def for_digest(member: Membership) -> list[Notice]:
    """What the member's next daily mail is about: neither read nor mailed, and there for them."""
    rows = Notice.objects.filter(_waiting_for_digest(), member=member)
    return _existing(schools.actor_of(member), rows.order_by("created_at", "pk"))


def members_for_digest() -> list[int]:
    """Members of the school in scope for whom something may wait for the daily mail."""
    rows = Notice.objects.filter(_waiting_for_digest())
    return sorted(set(rows.values_list("member", flat=True)))


def settings_of(member: Membership) -> NoticeSettings:
    """When the member wants mail; the defaults, not saved, for one who never said."""
    found: NoticeSettings | None = NoticeSettings.objects.filter(member=member).first()
    return found or NoticeSettings(school_id=member.school_id, member=member)


def quiet_of(wishes: NoticeSettings, school: School) -> Quiet:
    """The member's quiet hours on the school's clock."""
    return Quiet(
        zone=ZoneInfo(school.timezone),
        starts=wishes.quiet_from,
        ends=wishes.quiet_until,
        quiet_day=_quiet_days(wishes.quiet_days, school),
    )


def absences_on(day: date) -> QuerySet[Absence]:
    """Who of the school in scope is away on the day."""
    return absences().filter(starts_on__lte=day, ends_on__gte=day)


def absences() -> QuerySet[Absence]:
    """The absences of the school in scope that were not taken back, with their people."""
    rows = Absence.objects.filter(ended_at__isnull=True).order_by("starts_on", "pk")
    return rows.select_related("member__user", "member__school", "deputy__user", "deputy__school")


def every_absence() -> QuerySet[Absence]:
    """Absences of the school in scope, those taken back as well: for the audit log's names."""
    rows: QuerySet[Absence] = Absence.objects.order_by("pk")
    return rows


def absences_from(day: date) -> QuerySet[Absence]:
    """Absences that have not passed on the day, soonest first."""
    return absences().filter(ends_on__gte=day)


def absence_of(actor: Actor, key: UUID, *, manages: bool) -> Absence | None:
    """The absence with that key: one's own, or anybody's for who manages members."""
    rows = absences().filter(key=key)
    found: Absence | None = (
        rows.first() if manages else rows.filter(member=actor.membership_id).first()
    )
    return found


def away_today(member_ids: Iterable[int]) -> set[int]:
    """Those of the members (by id) of the school in scope who are away today."""
    wanted = set(member_ids)
    if not wanted:
        return set()
    rows = Absence.objects.filter(member__in=wanted, ended_at__isnull=True)
    return {
        absence.member_id
        for absence in rows.select_related("school")
        if absence.covers(schools.local_today(absence.school))
    }


def standing_in(actor: Actor, day: date) -> QuerySet[Absence]:
    """The absences, not passed on the day, in which the actor is the deputy; and those of today
    that come to the actor because the deputy is away as well."""
    mine = Q(deputy=actor.membership_id or 0)
    return absences_from(day).filter(mine | Q(pk__in=come_to(actor)))


def come_to(actor: Actor) -> list[int]:
    """The absences of today (by id) in which the actor stands in: as the deputy, or where each
    deputy before them is away as well."""
    near = absences_from(_yesterday())
    rows = [a for a in near if a.covers(schools.local_today(a.member.school))]
    next_of = {a.member_id: a.deputy_id for a in rows if a.deputy_id}
    return [a.pk for a in rows if actor.membership_id in _chain(a.member_id, next_of)]


def waiting_for(member: Membership, reader: Actor) -> list[Notice]:
    """What the member has not read or not finished, as far as it exists for both of them: each
    thing once, what cannot wait first, then the latest. A thing in hand is a notice not kept."""
    rows = unread(schools.actor_of(member))
    rows += [Notice(member=member, kind=kind, object=ref) for kind, ref in in_hand.of(member)]
    once: dict[str, Notice] = {}
    for row in rows:
        once.setdefault(row.object, row)
    seen = objects.seen(reader, once)
    # Who stands in for whom is said on its own line, and is no work.
    found = [row for ref, row in once.items() if ref in seen and not ref.startswith("absence:")]
    return sorted(found, key=lambda row: not row.urgent)


def may_stand_in_for(member: Membership) -> QuerySet[Membership]:
    """Who can be a member's deputy: others of the staff, or of the governors for a governor."""
    staff = bool(member.roles - GOVERNORS)
    roles = [role for role in Role if (role not in GOVERNORS) == staff]
    return schools.holders(*roles).exclude(pk=member.pk).order_by("display_name", "pk")


def cover(school: School) -> Cover:
    """Who of the DSL team is there, from today on."""
    rows = absences_from(schools.local_today(school))
    return Cover(
        team=frozenset(m.pk for m in schools.holders(*SAFEGUARDING)),
        members=frozenset(schools.current_members().values_list("pk", flat=True)),
        away=tuple(Away(a.member_id, a.deputy_id, a.starts_on, a.ends_on) for a in rows),
        is_school_day=schools.calendar_of(school).is_school_day,
    )


def safeguarding_gaps(school: School) -> list[tuple[Gap, list[Membership]]]:
    """The school days of the next 90 days on which no DSL or deputy DSL is there, with who stands
    in; none where a DSL or deputy is always there."""
    today = schools.local_today(school)
    gaps = cover(school).gaps(today, today + _AHEAD)
    wanted = {pk for gap in gaps for pk in gap.stand_ins}
    found = {m.pk: m for m in schools.current_members().filter(pk__in=wanted)} if wanted else {}
    return [(gap, [found[pk] for pk in gap.stand_ins]) for gap in gaps]


def present(members: Iterable[Membership]) -> list[Membership]:
    """Those of the members who are not away today, in the same order. One query."""
    those = list(members)
    away = away_today(member.pk for member in those)
    return [member for member in those if member.pk not in away]


def stand_ins(member: Membership) -> list[Membership]:
    """Who stands in for the member today: nobody unless they are away, else the deputy, and the
    deputy's own while that one is away as well. Never the member, nobody twice, no leaver."""
    day = schools.local_today(member.school)
    next_of = {a.member_id: a.deputy_id for a in absences_on(day) if a.deputy_id}
    order = _chain(member.pk, next_of)
    if not order:
        return []
    found = {m.pk: m for m in schools.current_members().filter(pk__in=order)}
    return [found[pk] for pk in order if pk in found]


def _chain(member: int, next_of: dict[int, int]) -> list[int]:
    order: list[int] = []
    now = next_of.get(member)
    while now is not None and now != member and now not in order:
        order.append(now)
        now = next_of.get(now)
    return order


def _notices_of(actor: Actor) -> QuerySet[Notice]:
    rows = Notice.objects.filter(member=actor.membership_id or 0)
    return rows.order_by("-created_at", "-pk")


def _yesterday() -> date:
    """No school's clock is behind this day."""
    return timezone.now().date() - timedelta(days=1)


def _existing(actor: Actor, rows: QuerySet[Notice]) -> list[Notice]:
    found = list(rows[:MOST])
    if not found:
        return []
    seen = objects.seen(actor, {row.object for row in found})
    return [row for row in found if row.object in seen]


def _waiting_for_digest() -> Q:
    since = timezone.now() - _MAILED_WITHIN
    return Q(mail=Mail.DIGEST, mailed_at__isnull=True, read_at__isnull=True, created_at__gte=since)


def _quiet_days(choice: str, school: School) -> Callable[[date], bool]:
    if choice == QuietDays.NO_SCHOOL:
        calendar = schools.calendar_of(school)
        return lambda day: not calendar.is_school_day(day)
    weekends = choice == QuietDays.WEEKENDS
    return lambda day: weekends and day.weekday() >= 5
