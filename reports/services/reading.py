"""Opening a report and taking a copy of it: both leave an audit row."""

from django.db import transaction

from esafety.access.actor import Actor
from esafety.audit import services as audit
from reports import permissions
from reports.models import Edition, GovernorReport


@transaction.atomic
def opened(*, report: GovernorReport, by: Actor) -> GovernorReport:
    """Record that somebody opened the report."""
    permissions.check_can_see(by, report)
    audit.record(by=by, type="report.viewed", object=report.audit_ref)
    return report


@transaction.atomic
def downloaded(*, edition: Edition, by: Actor) -> Edition:
    """Record that somebody took a copy of an edition; the edition comes back with its bytes."""
    permissions.check_can_see_edition(by, edition)
    facts = {"edition": edition.number, "sha256": edition.pdf_sha256}
    audit.record(by=by, type="report.downloaded", object=edition.report.audit_ref, data=facts)
    return edition
