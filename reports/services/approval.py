"""Sending for approval, approving, sending back and publishing."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from reports import permissions, queries, workflow
from reports.choices import ReportStatus
from reports.models import GovernorReport
from reports.services import building
from reports.services.drafting import locked


@transaction.atomic
def propose(*, report: GovernorReport, by: Actor) -> GovernorReport:
    """Send a draft for approval; refused while its words have names that are not cleared."""
    row, move = _checked(report, ReportStatus.READY, by)
    _refuse_names(row)
    row.status = ReportStatus.READY
    row.save(update_fields=["status"])
    _record(row, move, by)
    return row


@transaction.atomic
def approve(*, report: GovernorReport, by: Actor) -> GovernorReport:
    """Approve the newest edition, which has the present words, and ask for the final one."""
    row, move = _checked(report, ReportStatus.APPROVED, by)
    _refuse_names(row)
    row.status, row.approved_at, row.approved_by_id = (
        ReportStatus.APPROVED,
        timezone.now(),
        by.membership_id,
    )
    row.save(update_fields=["status", "approved_at", "approved_by"])
    edition = queries.current_edition(row)
    _record(row, move, by, edition=edition.number if edition else 0)
    return building.ask_final(row, by)


@transaction.atomic
def send_back(*, report: GovernorReport, reason: str, by: Actor) -> GovernorReport:
    """Make it a draft again, with a reason for its drafter; an approval is void."""
    row, move = _checked(report, ReportStatus.DRAFT, by, reason=reason)
    row.status, row.approved_at, row.approved_by = ReportStatus.DRAFT, None, None
    row.sent_back_at, row.sent_back_by_id, row.sent_back_words = (
        timezone.now(),
        by.membership_id,
        reason,
    )
    row.save()
    _record(row, move, by)
    return row


@transaction.atomic
def publish(*, report: GovernorReport, by: Actor) -> GovernorReport:
    """Publish the final edition and have each governor told of it by mail."""
    row, move = _checked(report, ReportStatus.PUBLISHED, by)
    row.status, row.published_at, row.published_by_id = (
        ReportStatus.PUBLISHED,
        timezone.now(),
        by.membership_id,
    )
    row.save(update_fields=["status", "published_at", "published_by"])
    _record(row, move, by)
    for member in queries.governors():
        jobs.enqueue(
            kind="report.tell_governor",
            school_id=row.school_id,
            payload={"report": row.pk, "member": member.pk},
            once_key=f"report.told:{row.pk}:{member.pk}",
        )
    return row


def _checked(
    report: GovernorReport, to: ReportStatus, by: Actor, reason: str = ""
) -> tuple[GovernorReport, workflow.Move]:
    """The locked row and the move, after asking visibility, workflow and permissions in turn."""
    row = locked(report)
    permissions.check_can_see(by, row)
    move = workflow.check_move(
        part=row.part,
        start=row.status,
        to=to,
        reason=reason,
        edition=queries.current_edition(row) is not None,
        final=queries.final_edition(row) is not None,
    )
    permissions.check_can_move(by, row, move)
    return row, move


def _refuse_names(row: GovernorReport) -> None:
    """A governor report names nobody: names in its words have to be cleared or rewritten."""
    if not row.names_cleared and queries.names_in(row.words):
        raise Refused(
            _(
                "The words have names of people in the directory. Rewrite them, or say that they "
                "are not of people in incidents."
            )
        )


def _record(row: GovernorReport, move: workflow.Move, by: Actor, **facts: int) -> None:
    audit.record(by=by, type=move.audit_type, object=row.audit_ref, data=facts)
