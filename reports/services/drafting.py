"""Beginning a report or an annex, and writing its words."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import queries as schools
from esafety.schools.models import Membership, Term
from reports import permissions, workflow
from reports.choices import Part, ReportStatus
from reports.models import GovernorReport, code_of


def locked(report: GovernorReport) -> GovernorReport:
    """The report's row, locked until the transaction ends."""
    rows = GovernorReport.objects.select_for_update(of=("self",)).select_related("school", "term")
    found: GovernorReport = rows.get(pk=report.pk)
    return found


@transaction.atomic
def start(*, term: Term, by: Actor) -> GovernorReport:
    """Begin the term's report, or go on with one's own.

    A draft whose drafter no longer drafts reports is taken over. Refused where somebody else has
    the report in hand, and to the only one who could approve it.
    """
    permissions.check_can_start(by)
    report, made = GovernorReport.objects.get_or_create(
        school_id=by.school_id,
        term=term,
        part=Part.MAIN,
        defaults={"drafted_at": timezone.now(), "drafted_by_id": by.membership_id},
    )
    if not made:
        return _go_on(locked(report), by)
    audit.record(
        by=by, type="report.drafted", object=report.audit_ref, data={"term": code_of(term)}
    )
    return report


def _go_on(report: GovernorReport, by: Actor) -> GovernorReport:
    if report.drafted_by_id == by.membership_id:
        return report
    if report.status != ReportStatus.DRAFT or _still_drafts(report.drafted_by_id):
        raise Refused(_("Somebody else has the report of this term in hand."))
    report.drafted_by = Membership.objects.get(pk=by.membership_id)
    report.save(update_fields=["drafted_by"])
    audit.record(by=by, type="report.taken_over", object=report.audit_ref)
    return report


def _still_drafts(membership_id: int) -> bool:
    return schools.holders_of(Permission.REPORT_DRAFT).filter(pk=membership_id).exists()


@transaction.atomic
def start_annex(*, term: Term, by: Actor) -> GovernorReport:
    """Begin the maker's own annex to the term's report, or go on with it.

    It counts what the maker may see and the report's drafter may not. Refused before there is a
    report, and to the drafter of the report.
    """
    permissions.check_can_start_annex(by)
    main = GovernorReport.objects.filter(term=term, part=Part.MAIN).first()
    if main is None:
        raise Refused(_("The report of this term has not been begun yet."))
    if main.drafted_by_id == by.membership_id:
        raise Refused(_("You draft the report itself, and it counts all that you may see."))
    annex, made = GovernorReport.objects.get_or_create(
        school_id=by.school_id,
        term=term,
        part=Part.ANNEX,
        drafted_by_id=by.membership_id,
        defaults={"drafted_at": timezone.now()},
    )
    if made:
        audit.record(
            by=by, type="report.drafted", object=annex.audit_ref, data={"term": code_of(term)}
        )
    return annex


@transaction.atomic
def write_words(
    *, report: GovernorReport, words: str, names_cleared: bool, by: Actor
) -> GovernorReport:
    """Save the drafter's words. `names_cleared`: they say that names found in them are not those of
    people in incidents. Words with names that are not cleared are kept, but go no further."""
    row = locked(report)
    permissions.check_can_write(by, row)
    workflow.check_can_change(row.status)
    row.words, row.names_cleared = words, names_cleared
    row.save(update_fields=["words", "names_cleared"])
    audit.record(
        by=by, type="report.words_changed", object=row.audit_ref, data={"characters": len(words)}
    )
    return row
