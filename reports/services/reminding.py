"""What the school's calendar does: it begins the report of a term that is over, and reminds."""

from itertools import islice

from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.audit import services as audit
from esafety.notices import services as notices
from esafety.schools import queries as schools
from esafety.schools.models import Membership, Term
from reports import permissions, queries, readers
from reports.choices import Part, ReportStatus, Span
from reports.models import Edition, GovernorReport, Publication, code_of
from reports.services import building
from reports.services.drafting import locked

BEGUN, TURN, UNREAD = "report.begun", "report.turn", "report.unread"
_DRAFTERS = (Role.LEAD, Role.DEPUTY_LEAD, Role.DSL, Role.DEPUTY_DSL)


@transaction.atomic
def begin(*, term: Term, by: Actor) -> GovernorReport | None:
    """Begin the report of a term that is over for the lead, unless it was begun; have the figures
    built; tell its drafter and who approves. None where nobody drafts or it is published already.
    """
    permissions.check_is_calendar(by)
    report = _begun(term, by)
    if report is None or report.published_at is not None:
        return None
    unbuilt = not Edition.objects.filter(report=report).exists()
    if report.status == ReportStatus.DRAFT and unbuilt and not building.is_under_way(report):
        building.ask_by_calendar(report, by)
    drafter = schools.members().get(pk=report.drafted_by_id)
    for member in [drafter, *_approvers(report)]:
        notices.tell(
            member=member,
            kind=BEGUN,
            object=report.audit_ref,
            school_id=by.school_id,
            once_key=f"report.begun:{report.pk}",
        )
    return report


def _begun(term: Term, by: Actor) -> GovernorReport | None:
    """The term's report, begun now if it was not; locked."""
    rows = GovernorReport.objects.filter(term=term, span=Span.TERM, part=Part.MAIN)
    before = rows.first()
    if before is not None:
        return locked(before)
    drafter = _who_drafts()
    if drafter is None:
        return None
    report = GovernorReport(
        school_id=by.school_id, term=term, drafted_at=timezone.now(), drafted_by=drafter
    )
    report.save(force_insert=True)
    facts = {"term": code_of(term)}
    audit.record(by=by, type="report.begun_by_calendar", object=report.audit_ref, data=facts)
    return locked(report)


def _who_drafts() -> Membership | None:
    """The lead, or else a deputy or a DSL, who is not the only one that approves."""
    approvers = {member.pk for member in schools.holders_of(Permission.REPORT_APPROVE)}
    for role in _DRAFTERS:
        for member in schools.holders(role):
            if approvers != {member.pk}:
                return member
    return None


def _approvers(report: GovernorReport) -> list[Membership]:
    found = schools.holders_of(Permission.REPORT_APPROVE)
    return [member for member in found if member.pk != report.drafted_by_id]


@transaction.atomic
def remind_of_turn(*, report: GovernorReport, number: int, by: Actor) -> int:
    """Remind those whose turn it is, once for each of the six reminders; how many were told."""
    permissions.check_is_calendar(by)
    row = locked(report)
    told = 0
    for member in _whose_turn(row):
        notice = notices.tell(
            member=member,
            kind=TURN,
            object=row.audit_ref,
            school_id=by.school_id,
            once_key=f"report.turn:{row.pk}:{number}",
        )
        told += notice is not None
    if told:
        facts = {"reminder": number, "told": told}
        audit.record(by=by, type="report.reminded", object=row.audit_ref, data=facts)
    return told


def _whose_turn(row: GovernorReport) -> list[Membership]:
    """The drafter while it is a draft, who approves while it waits, all of them while it is
    approved and not published. For a draft whose drafter drafts no more, who may take it over."""
    if row.status == ReportStatus.PUBLISHED:
        return []
    drafter = []
    if permissions.goes_on_drafting(row.drafted_by_id):
        drafter = [schools.members().get(pk=row.drafted_by_id)]
    turns = {
        ReportStatus.DRAFT: drafter or _who_takes_over(row),
        ReportStatus.READY: _approvers(row),
        ReportStatus.APPROVED: drafter + _approvers(row),
    }
    return turns[ReportStatus(row.status)]


def _who_takes_over(row: GovernorReport) -> list[Membership]:
    """The first, lead before deputies and DSLs, who may take the draft over; none where nobody may:
    who may not see it is not told of it either."""
    found = (member for role in _DRAFTERS for member in schools.holders(role))
    return list(islice((one for one in found if _may_take_over(one, row)), 1))


def _may_take_over(member: Membership, row: GovernorReport) -> bool:
    try:
        permissions.check_can_take_over(schools.actor_of(member), row)
    except Refused:
        return False
    return True


@transaction.atomic
def remind_to_read(*, publication: Publication, step: int, by: Actor) -> int:
    """Remind governors who have not confirmed that they read what stands published, once for each
    step; how many were told."""
    permissions.check_is_calendar(by)
    report = locked(publication.report)
    if queries.publications(report)[-1].pk != publication.pk:
        return 0
    told, done = 0, readers.confirmed(publication)
    for member in queries.governors().exclude(pk__in=done):
        notice = notices.tell(
            member=member,
            kind=UNREAD,
            object=report.audit_ref,
            school_id=by.school_id,
            once_key=f"report.unread:{publication.pk}:{step}",
        )
        told += notice is not None
    if told:
        facts = {"step": step, "told": told}
        audit.record(by=by, type="report.reminded", object=report.audit_ref, data=facts)
    return told
