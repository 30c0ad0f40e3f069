"""The one table of moves of a report: which state may follow which, by whom, and what it needs."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from reports.choices import Part, ReportStatus


class Who(StrEnum):
    """Who may make a move; `permissions.check_can_move` says what each means."""

    DRAFTER = "drafter"  # the one who drafts it
    APPROVER = "approver"  # who approves reports, and did not draft this one
    EITHER = "either"
    MAKER = "maker"  # of an annex


@dataclass(frozen=True)
class Move:
    """One allowed move: who makes it, its audit type, and what must be there."""

    who: Who
    audit_type: str
    needs_edition: bool = False
    needs_final: bool = False
    needs_reason: bool = False
    needs_correction: bool = False


_S, _MAIN, _ANNEX = ReportStatus, Part.MAIN, Part.ANNEX

MOVES: dict[tuple[Part, ReportStatus, ReportStatus], Move] = {
    (_MAIN, _S.DRAFT, _S.READY): Move(Who.DRAFTER, "report.proposed", needs_edition=True),
    (_MAIN, _S.READY, _S.APPROVED): Move(Who.APPROVER, "report.approved", needs_edition=True),
    (_MAIN, _S.READY, _S.DRAFT): Move(Who.EITHER, "report.sent_back", needs_reason=True),
    (_MAIN, _S.APPROVED, _S.DRAFT): Move(Who.APPROVER, "report.sent_back", needs_reason=True),
    (_MAIN, _S.APPROVED, _S.PUBLISHED): Move(Who.EITHER, "report.published", needs_final=True),
    # What is published stays with its readers while it is corrected.
    (_MAIN, _S.PUBLISHED, _S.DRAFT): Move(Who.EITHER, "report.corrected", needs_reason=True),
    (_MAIN, _S.DRAFT, _S.PUBLISHED): Move(
        Who.EITHER, "report.correction_dropped", needs_correction=True
    ),
    # An annex is its maker's alone: nobody sends it on, approves it or publishes it.
    (_ANNEX, _S.DRAFT, _S.APPROVED): Move(Who.MAKER, "report.approved", needs_edition=True),
    (_ANNEX, _S.APPROVED, _S.DRAFT): Move(Who.MAKER, "report.sent_back", needs_reason=True),
}


def moves_from(part: str, status: str) -> dict[ReportStatus, Move]:
    """The states that may follow, each with what the move needs."""
    return {to: m for (of, start, to), m in MOVES.items() if (of, start) == (part, status)}


def check_move(
    *,
    part: str,
    start: str,
    to: str,
    act: str = "",
    reason: str = "",
    edition: bool = False,
    final: bool = False,
    correction: bool = False,
) -> Move:
    """Return the move, or raise Refused with a sentence.

    `act`: the audit type of the move that is meant, where its target alone does not say it.
    `edition`: the newest edition holds the present words. `final`: the final edition exists.
    `correction`: the report was published before.
    """
    move = moves_from(part, start).get(ReportStatus(to))
    meant = move is not None and act in ("", move.audit_type)
    if move is None or not meant or (move.needs_correction and not correction):
        words = {"start": ReportStatus(start).label, "to": ReportStatus(to).label}
        raise Refused(_("A report that is “%(start)s” cannot become “%(to)s”.") % words)
    if move.needs_reason and not reason.strip():
        raise Refused(_("Give a reason."))
    if move.needs_edition and not edition:
        raise Refused(
            _("Build the report first, so that the edition has the words as they are now.")
        )
    if move.needs_final and not final:
        raise Refused(_("The final edition is not built yet. Wait until it is."))
    return move


def check_can_change(status: str) -> None:
    """Words change, and editions are built, only while the report is a draft."""
    if status != ReportStatus.DRAFT:
        raise Refused(_("This report is no longer a draft. It has to be sent back first."))
