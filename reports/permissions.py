"""Who may do what to a report. State rules are in workflow, the one visibility rule in queries."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.schools import queries as schools
from reports import queries, writers
from reports.choices import ReportStatus, title_of_text
from reports.models import Edition, GovernorReport
from reports.workflow import Move, Who

CALENDAR = "reports"

_SENTENCES = {
    Who.DRAFTER: gettext_lazy("Only the one who drafts this report can do this."),
    Who.APPROVER: gettext_lazy(
        "Only someone who approves reports, and did not draft this one, can do this."
    ),
    Who.EITHER: gettext_lazy(
        "Only the one who drafted this report or someone who approves it can do this."
    ),
    Who.MAKER: gettext_lazy("Only the one who made this annex can do this."),
}


def check_can_see(actor: Actor, report: GovernorReport) -> None:
    """Only who the visibility rule lets see the report; asked again on the locked row."""
    if not queries.visible_to(actor).filter(pk=report.pk).exists():
        raise Refused(_("This report was not found."))


def check_can_see_edition(actor: Actor, edition: Edition) -> None:
    """Only the editions that a reader is shown: governors take the published one alone."""
    check_can_see(actor, edition.report)
    if not queries.editions_for(actor, edition.report).filter(pk=edition.pk).exists():
        raise Refused(_("This edition was not found."))


def check_can_start(actor: Actor) -> None:
    """Those who draft reports; not the only one who could approve it, for nobody approves what
    they drafted."""
    require(actor, Permission.REPORT_DRAFT, _("You cannot begin a governor report."))
    approvers = {member.pk for member in schools.holders_of(Permission.REPORT_APPROVE)}
    if approvers == {actor.membership_id}:
        raise Refused(_("You approve this report, so somebody else has to draft it."))


def goes_on_drafting(membership_id: int) -> bool:
    """Whether a drafter still drafts reports, and is not now the only one who approves them."""
    if not schools.holders_of(Permission.REPORT_DRAFT).filter(pk=membership_id).exists():
        return False
    return {m.pk for m in schools.holders_of(Permission.REPORT_APPROVE)} != {membership_id}


def check_can_take_over(actor: Actor, report: GovernorReport) -> None:
    """A draft, or a correction in hand, whose drafter drafts no more: for another who drafts and
    may see it. Not for who approved what stands published: nobody approves what they drafted."""
    check_can_see(actor, report)
    in_hand = report.status != ReportStatus.DRAFT or not report.is_main
    if in_hand or goes_on_drafting(report.drafted_by_id):
        raise Refused(_("Somebody else has the report of this term in hand."))
    check_can_start(actor)
    published = queries.publications(report)
    if published and published[-1].approved_by_id == actor.membership_id:
        raise Refused(
            _("You approved what is published of this report, so somebody else drafts this one.")
        )


def check_can_start_annex(actor: Actor) -> None:
    """The headteacher, or the chair of governors for what names the headteacher."""
    require(actor, Permission.REPORT_ANNEX, _("You cannot make a restricted annex."))


def check_can_write(actor: Actor, report: GovernorReport) -> None:
    """Words and builds are for those who draft reports; those of an annex for its maker."""
    check_can_see(actor, report)
    if report.is_main:
        require(actor, Permission.REPORT_DRAFT, _("Only those who draft reports can do this."))


def check_can_move(actor: Actor, report: GovernorReport, move: Move) -> None:
    """The one whom the table of moves names. Nobody approves what they drafted."""
    check_can_see(actor, report)
    drafts = report.drafted_by_id == actor.membership_id
    approves = actor.can(Permission.REPORT_APPROVE) and not drafts
    allowed = {
        Who.DRAFTER: drafts and actor.can(Permission.REPORT_DRAFT),
        Who.APPROVER: approves,
        Who.EITHER: approves or (drafts and actor.can(Permission.REPORT_DRAFT)),
        Who.MAKER: drafts and actor.can(Permission.REPORT_ANNEX),
    }
    if not allowed[move.who]:
        raise Refused(_SENTENCES[move.who])
    if report.is_main and move.audit_type == "report.approved":
        check_wrote_nothing(actor, report)


def check_wrote_nothing(actor: Actor, report: GovernorReport) -> None:
    """Nobody approves words that they wrote, or names that they cleared, themselves."""
    mine = writers.sections_by(actor, report)
    if not mine:
        return
    facts = {
        "texts": ", ".join(title_of_text(key) for key in mine),
        "drafter": report.drafted_by.display_name,
    }
    raise Refused(
        _(
            "You wrote words of this report or cleared names in them, so you cannot approve it as "
            "it stands: %(texts)s. Another headteacher approves it, or it is sent back and "
            "%(drafter)s rewrites these words."
        )
        % facts
    )


def check_can_recount(actor: Actor, report: GovernorReport) -> None:
    """The drafter and those who approve compare the log with what is printed. Nobody else: the
    difference could tell of a single case."""
    check_can_see(actor, report)
    drafts = report.drafted_by_id == actor.membership_id
    allowed = Permission.REPORT_DRAFT if drafts else Permission.REPORT_APPROVE
    if not report.is_main:
        allowed = Permission.REPORT_ANNEX
    require(actor, allowed, _("Only the one who drafted this report or approves it can do this."))


def check_can_confirm(actor: Actor, report: GovernorReport) -> None:
    """Governors confirm that they have read what they can read."""
    check_can_see(actor, report)
    if not actor.has_role(*queries.GOVERNOR_ROLES):
        raise Refused(_("Only governors confirm that they have read a report."))


def check_is_calendar(actor: Actor) -> None:
    """What the school's calendar starts and reminds of, no person does in its name."""
    if actor.system != CALENDAR:
        raise Refused(_("Only the calendar of the school does this."))
