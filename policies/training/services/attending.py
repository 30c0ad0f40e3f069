"""Who attended: by the tick list, or by signing in on the day."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import queries as schools
from policies.training import permissions, queries
from policies.training.choices import How
from policies.training.models import Attendance, Session
from policies.training.services import sessions


@transaction.atomic
def tick(*, session: Session, members: Iterable[int], by: Actor) -> Session:
    """Set the list of those who attended (members by id): who is new is noted, who is missing is
    taken back. Refused for a day that has not come."""
    permissions.check_can_keep(by)
    row = sessions.held(session)
    if row.day > schools.local_today(row.school):
        raise Refused(_("This session is still to come."))
    present = {a.member_id: a for a in queries.attendances(row)}
    known = {member.pk for member in queries.trained_members()}
    wanted = set(members) & (known | present.keys())
    # A leaver is not on the tick list, so leaving them out of it says nothing.
    gone = [a for pk, a in present.items() if pk not in wanted and pk in known]
    new = sorted(wanted - present.keys())
    _take_back(gone, by)
    _note(row, new, How.TICKED, by)
    data = {"added": len(new), "taken_back": len(gone)}
    audit.record(by=by, type="training.attended", object=str(row), data=data)
    return row


@transaction.atomic
def sign_in(*, code: str, by: Actor) -> Session:
    """Note that the actor is at the session whose code is shown in the room, on its day only.
    Twice is once."""
    permissions.check_can_attend(by)
    found = queries.by_code("".join(code.upper().split()))
    if found is None:
        raise Refused(_("No session has this code. Check each letter and number."))
    row = sessions.held(found)
    if row.day != schools.local_today(row.school):
        raise Refused(_("You can sign in only on the day. Ask whoever keeps training to tick you."))
    if queries.attendance_of(row, by.membership_id) is None:
        _note(row, [by.membership_id or 0], How.SIGNED_IN, by)
        audit.record(by=by, type="training.signed_in", object=str(row))
    return row


def _note(session: Session, members: Iterable[int], how: How, by: Actor) -> None:
    Attendance.objects.bulk_create(
        Attendance(
            school_id=session.school_id,
            session=session,
            member_id=member,
            how=how,
            noted_at=timezone.now(),
            noted_by_id=by.membership_id or 0,
        )
        for member in members
    )


def _take_back(rows: Iterable[Attendance], by: Actor) -> None:
    for row in rows:
        row.taken_back_at, row.taken_back_by_id = timezone.now(), by.membership_id
        row.save(update_fields=["taken_back_at", "taken_back_by"])
