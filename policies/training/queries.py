"""Reads about training: sessions, who attended, who is due, what is needed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.roles import Role
from esafety.notices.queries import GOVERNORS
from esafety.schools import queries as schools
from esafety.schools.calendar import school_year
from esafety.schools.models import Membership, School
from policies.training.choices import Group, Kind, Sure
from policies.training.models import Attendance, Certificate, NeedsAnswer, Session, Topic
from policies.training.needs import TOPICS
from policies.training.pasted import Row
from policies.training.rules import Facts, Line, lines

_HERE = Q(attendances__taken_back_at__isnull=True)


@dataclass(frozen=True)
class Standing:
    """A member and what they have to do next."""

    member: Membership
    lines: list[Line]


def school_of(actor: Actor) -> School:
    """The actor's school."""
    return School.objects.get(pk=actor.school_id)


def visible_to(actor: Actor) -> QuerySet[Session]:
    """Every session for those who keep training; for others those they attended, and those to
    come and of today that are for a group of theirs."""
    rows: QuerySet[Session] = Session.objects.select_related("school").order_by("-day", "-pk")
    if actor.can(Permission.TRAINING_KEEP):
        return rows
    if not actor.can(Permission.TRAINING):
        return rows.none()
    mine = _attended().filter(member=actor.membership_id or 0).values("session")
    return rows.filter(pk__in=mine)


def is_kept() -> bool:
    """Whether the school in scope has entered any session."""
    return bool(Session.objects.exists())


def listed(actor: Actor) -> QuerySet[Session]:
    """Those of `visible_to` with how many attended (`came`). One query."""
    came = Count("attendances", filter=_HERE)
    return visible_to(actor).annotate(came=came)


def found(actor: Actor, *, kind: str, q: str) -> QuerySet[Session]:
    """Those of `listed` of a kind, with all the words in what is said of the session."""
    rows = listed(actor)
    if kind:
        rows = rows.filter(kind=kind)
    for word in q.split():
        said = Q(title__icontains=word) | Q(led_by__icontains=word) | Q(covered__icontains=word)
        rows = rows.filter(said)
    return rows


def by_code(code: str) -> Session | None:
    """The session of the school in scope with that sign-in code."""
    found: Session | None = Session.objects.filter(code=code).select_related("school").first()
    return found


def codes() -> set[str]:
    """The sign-in codes of the sessions of the school in scope."""
    return set(Session.objects.values_list("code", flat=True))


def coming(actor: Actor, first: date, last: date) -> list[Session]:
    """Sessions between the days that are for a group of the actor, or kept by them."""
    rows = Session.objects.filter(day__range=(first, last)).select_related("school")
    mine = groups_of(actor.roles)
    keeps = actor.can(Permission.TRAINING_KEEP)
    return [row for row in rows.order_by("day", "pk") if keeps or mine.intersection(row.groups)]


def groups_of(roles: frozenset[Role]) -> frozenset[Group]:
    """Whether these are roles of the staff, of the governors, or both."""
    found = {Group.GOVERNORS} if roles & GOVERNORS else set()
    return frozenset(found | ({Group.STAFF} if roles - GOVERNORS - {Role.PUPIL} else set()))


def trained_members() -> list[Membership]:
    """Present staff and governors, by name."""
    rows = schools.holders_of(Permission.TRAINING).order_by("display_name", "pk")
    return list(rows)


def attendances(session: Session) -> QuerySet[Attendance]:
    """Who attended, by name."""
    rows = _attended().filter(session=session).select_related("member")
    return rows.order_by("member__display_name", "member_id")


def attendance_of(session: Session, member_id: int | None) -> Attendance | None:
    """That a member attended, if they did."""
    rows = _attended().filter(session=session, member=member_id or 0)
    found: Attendance | None = rows.select_related("member", "session__school").first()
    return found


def mine(actor: Actor) -> QuerySet[Attendance]:
    """What the actor attended, the latest first."""
    rows = _attended().filter(member=actor.membership_id or 0).select_related("session")
    return rows.order_by("-session__day", "-pk")


def every_attendance(actor: Actor) -> QuerySet[Attendance]:
    """All attendance with session and member, the latest first, for those who keep training."""
    rows = _attended().select_related("session", "member__user")
    rows = rows.order_by("-session__day", "member__display_name", "pk")
    return rows if actor.can(Permission.TRAINING_KEEP) else rows.none()


def standings(today: date, members: Iterable[Membership] | None = None) -> list[Standing]:
    """What each of the members (all staff and governors if none are given) has to do next."""
    those = trained_members() if members is None else list(members)
    ids = [member.pk for member in those]
    last: dict[int, dict[str, date]] = {}
    rows = _attended().filter(member__in=ids).order_by().values("member", "session__kind")
    for row in rows.annotate(day=Max("session__day")):
        last.setdefault(row["member"], {})[row["session__kind"]] = row["day"]
    needs: dict[int, set[int]] = {}
    for member, year in NeedsAnswer.objects.filter(member__in=ids).values_list("member", "year"):
        needs.setdefault(member, set()).add(year)
    return [Standing(m, lines(_facts(m, last, needs), today)) for m in those]


def late(found: Iterable[Standing], today: date) -> list[Standing]:
    """Those of the standings with something overdue."""
    return [one for one in found if any(line.is_overdue(today) for line in one.lines)]


def would_be_new(rows: Iterable[Row]) -> dict[str, int]:
    """How many sessions and attendances the rows of a file would enter, and how many are known."""
    names = {(row.day, row.title.lower()) for row in rows}
    found = {(row.day, row.title.lower(), row.member) for row in rows}
    there = sessions_by_name()
    days = {session.pk: name for name, session in there.items()}
    known = {
        (*days[session], member)
        for session, member in _attended().values_list("session", "member")
        if session in days
    }
    new = len(found - known)
    return {"sessions": len(names - set(there)), "attended": new, "known": len(found) - new}


def due_for(actor: Actor, today: date) -> list[Line]:
    """What the actor has to do within 30 days, or should have done."""
    return [line for line in next_for(actor, today) if line.is_due(today)]


def next_for(actor: Actor, today: date) -> list[Line]:
    """What the actor has to do next under each rule."""
    if not actor.can(Permission.TRAINING):
        return []
    found = schools.current_members().filter(pk=actor.membership_id or 0)
    return [line for standing in standings(today, found) for line in standing.lines]


def needs_given(actor: Actor, year: int) -> NeedsAnswer | None:
    """What the actor said they need in a school year."""
    rows = NeedsAnswer.objects.filter(member=actor.membership_id or 0, year=year)
    found: NeedsAnswer | None = rows.first()
    return found


def needs_of(actor: Actor, year: int) -> QuerySet[NeedsAnswer]:
    """What everybody said they need, by name, for those who keep training."""
    rows = NeedsAnswer.objects.filter(year=year).select_related("member")
    rows = rows.order_by("member__display_name", "pk")
    return rows if actor.can(Permission.TRAINING_KEEP) else rows.none()


def topics() -> dict[str, str]:
    """The topics that are asked now, by code: the school's own, or ours where it has none."""
    rows = list(Topic.objects.values_list("code", "words", "retired"))
    if not rows:
        return {code: str(label) for code, label in TOPICS.items()}
    return {code: words for code, words, retired in rows if not retired}


def every_topic() -> dict[str, str]:
    """The same with those that are retired, last: for answers of earlier years."""
    return topics() | dict(Topic.objects.filter(retired=True).values_list("code", "words"))


def needs_counts(year: int) -> dict[str, Counter[str]]:
    """How many said what, by topic, those that are asked now."""
    found: dict[str, Counter[str]] = {topic: Counter() for topic in topics()}
    for answers in NeedsAnswer.objects.filter(year=year).values_list("answers", flat=True):
        for topic, counter in found.items():
            counter[answers.get(topic, "")] += 1
    return found


def certificate(session: Session, member_id: int) -> Certificate | None:
    """The certificate of a member for a session, if one was made."""
    found: Certificate | None = Certificate.objects.filter(
        session=session, member=member_id
    ).first()
    return found


def members_by_address() -> dict[str, Membership]:
    """Present staff and governors by their email addresses in small letters."""
    return {member.user.email.lower(): member for member in trained_members()}


def sessions_by_name() -> dict[tuple[date, str], Session]:
    """The sessions of the school in scope by day and title in small letters."""
    return {(row.day, row.title.lower()): row for row in Session.objects.all()}


def figures(first: date, last: date) -> dict[str, Any]:
    """Counts for a report: sessions by kind between the days, how often people attended, guests,
    and of the staff and governors how many are overdue on the last day; topics by how many say
    they need training in them."""
    rows = list(Session.objects.filter(day__range=(first, last)).annotate(
        came=Count("attendances", filter=_HERE)
    ))  # fmt: skip
    kinds = Counter(row.kind for row in rows)
    all_of_them = standings(last)
    late = sum(any(line.is_overdue(last) for line in one.lines) for one in all_of_them)
    needs = needs_counts(school_year(last))
    return {
        "sessions": {kind.value: kinds[kind.value] for kind in Kind},
        "attended": sum(row.came for row in rows),
        "guests": sum(row.guests for row in rows),
        "members": len(all_of_them),
        "overdue": late,
        "needs": {topic: counts[Sure.NEED] for topic, counts in needs.items()},
    }


def _attended() -> QuerySet[Attendance]:
    rows: QuerySet[Attendance] = Attendance.objects.filter(taken_back_at__isnull=True)
    return rows


def _facts(
    member: Membership, last: dict[int, dict[str, date]], needs: dict[int, set[int]]
) -> Facts:
    return Facts(
        groups=groups_of(member.roles),
        joined_on=member.joined_on,
        last=last.get(member.pk, {}),
        needs=frozenset(needs.get(member.pk, ())),
    )
