"""Opening a report, taking a copy of it, and confirming that one has read it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.notices import services as notices
from reports import permissions, queries
from reports.models import Edition, GovernorReport, ReadingConfirmation
from reports.services.drafting import locked


@transaction.atomic
def opened(*, report: GovernorReport, by: Actor) -> GovernorReport:
    """Record that somebody opened the report; what they were told about it is read with that."""
    permissions.check_can_see(by, report)
    audit.record(by=by, type="report.viewed", object=report.audit_ref)
    notices.opened(by=by, object=report.audit_ref)
    return report


@transaction.atomic
def downloaded(*, edition: Edition, by: Actor) -> Edition:
    """Record that somebody took a copy of an edition; the edition comes back with its bytes."""
    permissions.check_can_see_edition(by, edition)
    facts = {"edition": edition.number, "sha256": edition.pdf_sha256}
    audit.record(by=by, type="report.downloaded", object=edition.report.audit_ref, data=facts)
    return edition


@transaction.atomic
def confirm(*, report: GovernorReport, edition: int, by: Actor) -> ReadingConfirmation:
    """Confirm that a governor has read the edition of that number, which has to be the one that
    stands now. Done twice, it is the same confirmation."""
    row = locked(report)
    permissions.check_can_confirm(by, row)
    standing = queries.publications(row)[-1]
    if standing.edition.number != edition:
        raise Refused(_("A newer edition has taken the place of this one. Read that one, please."))
    before = ReadingConfirmation.objects.filter(publication=standing, member=by.membership_id)
    found: ReadingConfirmation | None = before.first()
    if found is not None:
        return found
    made = ReadingConfirmation(
        school_id=row.school_id,
        publication=standing,
        member_id=by.membership_id,  # type: ignore[misc] # a governor passed the check
        read_at=timezone.now(),
    )
    made.save(force_insert=True)
    audit.record(by=by, type="report.read", object=row.audit_ref, data={"edition": edition})
    return made
