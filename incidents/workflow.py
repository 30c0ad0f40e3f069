"""The one table of moves: which state may follow which, by whom, and what each needs.

Source: spec/triage.md, States. The diagram in docs/ is generated from this table.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from incidents.choices import OPEN, Status


@dataclass(frozen=True)
class Move:
    """One allowed move: the permission it asks, its audit type and what must be there."""

    permission: Permission
    audit_type: str
    needs_reason: bool = False
    needs_closing: bool = False


_TRIAGE = Permission.INCIDENT_TRIAGE
S = Status

MOVES: dict[tuple[Status, Status], Move] = {
    (S.SUBMITTED, S.ACKNOWLEDGED): Move(_TRIAGE, "incident.acknowledged"),
    (S.ACKNOWLEDGED, S.INVESTIGATING): Move(_TRIAGE, "incident.started"),
    (S.ACKNOWLEDGED, S.IN_ACTION): Move(_TRIAGE, "incident.action_began"),
    (S.INVESTIGATING, S.IN_ACTION): Move(_TRIAGE, "incident.action_began"),
    (S.IN_ACTION, S.INVESTIGATING): Move(_TRIAGE, "incident.started", needs_reason=True),
    (S.ACKNOWLEDGED, S.CLOSED): Move(
        _TRIAGE, "incident.closed", needs_reason=True, needs_closing=True
    ),
    (S.INVESTIGATING, S.CLOSED): Move(
        _TRIAGE, "incident.closed", needs_reason=True, needs_closing=True
    ),
    (S.IN_ACTION, S.CLOSED): Move(
        _TRIAGE, "incident.closed", needs_reason=True, needs_closing=True
    ),
    (S.CLOSED, S.INVESTIGATING): Move(_TRIAGE, "incident.reopened", needs_reason=True),
    (S.NOT_INCIDENT, S.ACKNOWLEDGED): Move(_TRIAGE, "incident.reopened", needs_reason=True),
    **{
        (status, S.NOT_INCIDENT): Move(_TRIAGE, "incident.marked_not_incident", needs_reason=True)
        for status in OPEN
    },
    **{(status, S.MERGED): Move(_TRIAGE, "incident.merged", needs_reason=True) for status in OPEN},
}


def moves_from(status: str) -> dict[Status, Move]:
    """The states that may follow this one, each with what the move needs."""
    return {to: move for (start, to), move in MOVES.items() if start == status}


def check_move(
    *, start: str, to: str, act: str = "", reason: str = "", summary: str = "", outcome: str = ""
) -> Move:
    """Return the move, or raise Refused with a sentence. Closing needs summary and outcome (I).

    With `act`, an audit type, the move must be that one: reopening is not the same as starting.
    """
    move = MOVES.get((Status(start), Status(to)))
    if move is None:
        words = {"start": Status(start).label, "to": Status(to).label}
        raise Refused(_("An incident that is “%(start)s” cannot become “%(to)s”.") % words)
    if act and move.audit_type != act:
        words = {"start": Status(start).label}
        raise Refused(_("This cannot be done while the incident is “%(start)s”.") % words)
    if move.needs_reason and not reason.strip():
        raise Refused(_("Give a reason."))
    if move.needs_closing and not (summary.strip() and outcome):
        raise Refused(_("Write the summary and choose the outcome before you close the incident."))
    return move


def check_open(status: str) -> None:
    """Raise Refused unless the record may be changed: what is over is reopened first."""
    if Status(status) not in OPEN:
        words = {"status": Status(status).label}
        raise Refused(
            _("The record is “%(status)s”. It can be changed only after it is reopened.") % words
        )
