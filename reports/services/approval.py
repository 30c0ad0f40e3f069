"""Sending for approval, approving, sending back, publishing, and correcting what is published."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.jobs import services as jobs
from reports import names_found, permissions, queries, workflow
from reports.choices import CORRECTION, ReportStatus
from reports.models import GovernorReport, Publication, SectionWords
from reports.names import printed
from reports.services import building
from reports.services.drafting import locked


@transaction.atomic
def propose(*, report: GovernorReport, by: Actor) -> GovernorReport:
    """Send a draft for approval; refused while its words have names that are not cleared."""
    row, move = _checked(report, ReportStatus.READY, "report.proposed", by)
    _refuse_names(row, by)
    row.status = ReportStatus.READY
    row.save(update_fields=["status"])
    _record(row, move, by)
    return row


@transaction.atomic
def approve(*, report: GovernorReport, by: Actor, edition: int | None = None) -> GovernorReport:
    """Approve the newest edition, which has the present words, and ask for the final one.
    `edition`: the number of the one that was looked at; refused where it is not that any more."""
    row, move = _checked(report, ReportStatus.APPROVED, "report.approved", by, seen=edition)
    _refuse_names(row, by)
    row.status, row.approved_at, row.approved_by_id = (
        ReportStatus.APPROVED,
        timezone.now(),
        by.membership_id,
    )
    row.save(update_fields=["status", "approved_at", "approved_by"])
    approved = queries.current_edition(row)
    _record(row, move, by, edition=approved.number if approved else 0)
    return building.ask_final(row, by)


@transaction.atomic
def send_back(
    *, report: GovernorReport, reason: str, by: Actor, edition: int | None = None
) -> GovernorReport:
    """Make it a draft again, with a reason for its drafter; an approval is void. `edition` as in
    `approve`."""
    row, move = _checked(report, ReportStatus.DRAFT, "report.sent_back", by, reason, edition)
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
def publish(*, report: GovernorReport, by: Actor, edition: int | None = None) -> GovernorReport:
    """Publish the final edition, have each governor told of it by mail and asked to confirm that
    they have read it. An edition published before stays readable, and is marked as replaced.
    `edition`: the number of the approved one that was looked at, as in `approve`."""
    row, move = _checked(report, ReportStatus.PUBLISHED, "report.published", by, seen=edition)
    row.status, row.published_at, row.published_by_id = (
        ReportStatus.PUBLISHED,
        timezone.now(),
        by.membership_id,
    )
    row.save(update_fields=["status", "published_at", "published_by"])
    given = _give_out(row)
    _record(row, move, by, edition=given)
    for member in queries.governors():
        jobs.enqueue(
            kind="report.tell_governor",
            school_id=row.school_id,
            payload={"report": row.pk, "member": member.pk},
            once_key=f"report.told:{row.pk}:{given}:{member.pk}",
        )
    return row


def _give_out(row: GovernorReport) -> int:
    """Write down that the final edition is what stands now; its number."""
    edition: Any = queries.final_edition(row)  # there is one: the move needs it
    acts = ("approved_at", "approved_by_id", "published_at", "published_by_id")
    facts = {name: getattr(row, name) for name in acts}
    Publication(school_id=row.school_id, report=row, edition=edition, **facts).save(
        force_insert=True
    )
    number: int = edition.number
    return number


@transaction.atomic
def correct(*, report: GovernorReport, reason: str, by: Actor) -> GovernorReport:
    """Begin a new edition of what is published, for a reason that its readers are told. They go on
    reading the present one until the new one is approved and published."""
    row, move = _checked(report, ReportStatus.DRAFT, "report.corrected", by, reason=reason)
    now = timezone.now()
    row.status, row.approved_at, row.approved_by = ReportStatus.DRAFT, None, None
    row.sent_back_at, row.sent_back_by, row.sent_back_words = None, None, ""
    row.corrected_at, row.corrected_by_id = now, by.membership_id
    row.save()
    facts = {"text": printed(reason).strip(), "changed_at": now, "changed_by_id": by.membership_id}
    SectionWords.objects.update_or_create(
        report=row, section=CORRECTION, defaults={"school_id": row.school_id, **facts}
    )
    _record(row, move, by)
    return row


@transaction.atomic
def drop_correction(*, report: GovernorReport, by: Actor) -> GovernorReport:
    """Give a correction up: the report is again what is published, with the words of that."""
    row, move = _checked(report, ReportStatus.PUBLISHED, "report.correction_dropped", by)
    standing = queries.publications(row)[-1]
    row.status = ReportStatus.PUBLISHED
    row.approved_at, row.approved_by_id = standing.approved_at, standing.approved_by_id
    row.save()
    texts, now = standing.edition.words_by_section, timezone.now()
    for words in SectionWords.objects.filter(report=row):
        words.text, words.changed_at = texts.get(words.section, ""), now
        words.changed_by_id = by.membership_id
        words.save()
    _record(row, move, by)
    return row


def _checked(
    report: GovernorReport,
    to: ReportStatus,
    act: str,
    by: Actor,
    reason: str = "",
    seen: int | None = None,
) -> tuple[GovernorReport, workflow.Move]:
    """The locked row and the move, after asking visibility, workflow and permissions in turn, and
    whether the edition that was `seen` is the one that the move is about."""
    row = locked(report)
    permissions.check_can_see(by, row)
    current = queries.current_edition(row)
    move = workflow.check_move(
        part=row.part,
        start=row.status,
        to=to,
        act=act,
        reason=reason,
        edition=current is not None,
        final=queries.final_edition(row) is not None,
        correction=row.is_correction,
    )
    permissions.check_can_move(by, row, move)
    if seen is not None and (current is None or current.number != seen):
        raise Refused(
            _(
                "The report has another edition than the one that you looked at. "
                "Read that one first."
            )
        )
    return row, move


def _refuse_names(row: GovernorReport, by: Actor) -> None:
    """A governor report names nobody: names in its words have to be cleared or rewritten."""
    if names_found.of(row, by):
        raise Refused(
            _(
                "The words have names of people in the directory or on record. Rewrite them, or "
                "say that they are not of people in incidents."
            )
        )


def _record(row: GovernorReport, move: workflow.Move, by: Actor, **facts: int) -> None:
    audit.record(by=by, type=move.audit_type, object=row.audit_ref, data=facts)
