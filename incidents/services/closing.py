"""Closing an incident, and opening it again (Appendix I: the summary, for monitoring)."""

import uuid

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.audit import services as audit
from incidents import differences, entries, workflow
from incidents.cases.workflow import check_lado_considered
from incidents.choices import Status
from incidents.concerns.services import messages
from incidents.models import Incident
from incidents.sheets.settling import check_settled


@transaction.atomic
def close(
    *,
    incident: Incident,
    by: Actor,
    summary: str,
    investigation: str = "",
    outcome: str,
    outcome_words: str,
    to_reporter: str = "",
) -> Incident:
    """Close the incident. Appendix I asks for a summary, and KCSIE for the outcome's reasons.

    `to_reporter` are words for who reported it; without a way to reach them it is refused.
    """
    row = entries.hold(incident, by)
    before = row.status
    move = workflow.check_move(
        start=before, to=Status.CLOSED, reason=outcome_words, summary=summary, outcome=outcome
    )
    check_lado_considered(row)
    check_settled(row)
    facts = {
        "summary": summary,
        "investigation": investigation,
        "outcome": outcome,
        "outcome_words": outcome_words,
    }
    changes = differences.apply(row, facts)
    # The reasons are the entry's own text; only an earlier version of them is worth keeping twice.
    changes = [one for one in changes if one["field"] != "outcome_words" or one["before"]]
    row.closed_at, row.closed_by_id = timezone.now(), by.membership_id
    entries.move(row, to=Status.CLOSED, by=by, reason=outcome_words, changes=changes)
    data = {"from": before, "outcome": outcome}
    audit.record(by=by, type=move.audit_type, object=row.audit_ref, data=data)
    if to_reporter.strip():
        messages.write(incident=row, by=by, text=to_reporter, once_key=uuid.uuid4())
    return row


@transaction.atomic
def reopen(*, incident: Incident, by: Actor, reason: str) -> Incident:
    """Open again what was closed, or what was thought not to be an incident, with the reason."""
    row = entries.hold(incident, by)
    before = row.status
    to = Status.ACKNOWLEDGED if before == Status.NOT_INCIDENT else Status.INVESTIGATING
    move = workflow.check_move(start=before, to=to, act="incident.reopened", reason=reason)
    row.closed_at = row.closed_by = None
    if row.acknowledged_at is None:
        row.acknowledged_at, row.acknowledged_by_id = timezone.now(), by.membership_id
    row.handler_id = row.handler_id or by.membership_id
    entries.move(row, to=to, by=by, reason=reason)
    audit.record(by=by, type=move.audit_type, object=row.audit_ref, data={"from": before})
    return row
