"""A list of attendance read in, after it was looked at."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.audit import services as audit
from policies.training import permissions, queries
from policies.training.choices import Group, How, Kind
from policies.training.models import Attendance, Session
from policies.training.pasted import Row
from policies.training.services.sessions import new_codes


@transaction.atomic
def apply(*, rows: Iterable[Row], by: Actor) -> dict[str, int]:
    """Enter the sessions that are not there yet and note who attended; what is known already
    stays as it is. Returns how many sessions and attendances are new, and how many were known."""
    permissions.check_can_keep(by)
    wanted = list(rows)
    sessions = queries.sessions_by_name()
    new = {(r.day, r.title.lower()): r for r in reversed(wanted)}
    fresh_rows = [row for key, row in new.items() if key not in sessions]
    codes = new_codes(len(fresh_rows))
    made = [_session(row, code, by) for row, code in zip(fresh_rows, codes, strict=True)]
    sessions |= {(s.day, s.title.lower()): s for s in Session.objects.bulk_create(made)}
    here = Attendance.objects.filter(taken_back_at__isnull=True)
    known = set(here.values_list("session", "member"))
    found = {(sessions[(r.day, r.title.lower())].pk, r.member) for r in wanted}
    fresh = sorted(found - known)
    Attendance.objects.bulk_create(
        Attendance(
            school_id=by.school_id,
            session_id=session,
            member_id=member,
            how=How.IMPORTED,
            noted_at=timezone.now(),
            noted_by_id=by.membership_id or 0,
        )
        for session, member in fresh
    )
    counts = {"sessions": len(made), "attended": len(fresh), "known": len(found) - len(fresh)}
    audit.record(by=by, type="training.imported", object="training:list", data=counts)
    return counts


@transaction.atomic
def exported(*, what: str, number: int, by: Actor) -> None:
    """Record that a list of so many lines was taken out; `what` is "attendance" or "due"."""
    permissions.check_can_keep(by)
    data = {"what": what, "number": number}
    audit.record(by=by, type="training.exported", object="training:list", data=data)


def _session(row: Row, code: str, by: Actor) -> Session:
    group = {Kind.GOVERNORS: Group.GOVERNORS, Kind.PARENTS: Group.OTHERS}
    return Session(
        school_id=by.school_id,
        day=row.day,
        kind=row.kind,
        title=row.title,
        led_by=row.led_by,
        groups=[group.get(Kind(row.kind), Group.STAFF).value],
        code=code,
        made_at=timezone.now(),
        made_by_id=by.membership_id or 0,
    )
