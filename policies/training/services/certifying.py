"""Certificates: a record that never changes, from which the PDF is drawn."""

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.signatures import canonical, codes
from policies.training import permissions, queries
from policies.training.models import Attendance, Certificate


@transaction.atomic
def issue(*, attendance: Attendance, by: Actor) -> Certificate:
    """The certificate of an attendance: made once, the same ever after. Opening it is recorded."""
    permissions.check_can_have_certificate(by, attendance)
    session = attendance.session
    before = queries.certificate(session, attendance.member_id)
    if before is not None:
        audit.record(by=by, type="training.certificate_read", object=str(before))
        return before
    now, code = timezone.now(), codes.new()
    facts = {
        "school": session.school.name,
        "name": attendance.member.display_name,
        "title": session.title,
        "kind": session.kind,
        "day": session.day.isoformat(),
        "covered": session.covered,
        "led_by": session.led_by,
        "how": attendance.how,
        "code": code,
        "issued_at": canonical.moment(now),
    }
    row = Certificate.objects.create(
        school_id=session.school_id,
        session=session,
        member=attendance.member,
        code=code,
        facts=facts,
        sha256=canonical.digest(canonical.written(facts)),
        issued_at=now,
    )
    data = {"sha256": row.sha256}
    audit.record(by=by, type="training.certified", object=str(row), data=data)
    return row
