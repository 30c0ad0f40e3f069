"""That the report on sanctions was read or taken away."""

from datetime import date

from django.db import transaction

from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent


@transaction.atomic
def report_read(*, by: Actor, first: date, last: date, exported: bool = False) -> AuditEvent:
    """Leave a line in the audit log for the report over these days."""
    days = {"first": first.isoformat(), "last": last.isoformat()}
    kind = "sanction.report_exported" if exported else "sanction.report_viewed"
    return audit.record(by=by, type=kind, data=days)
