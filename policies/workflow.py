"""The one table of moves of a draft: which state may follow which, by whom, and what it needs."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from policies.choices import DraftState


class Who(StrEnum):
    """Who may make a move; `permissions.check_can_move` says what each means."""

    MANAGER = "manager"  # who manages the rules
    APPROVER = "approver"  # who approves rules, and neither began nor last changed this draft
    EITHER = "either"


@dataclass(frozen=True)
class Move:
    """One allowed move: who makes it, its audit type, and what must be there."""

    who: Who
    audit_type: str
    needs_sound: bool = False
    needs_reason: bool = False


_S = DraftState

# By whether the table needs approval.
MOVES: dict[tuple[bool, DraftState, DraftState], Move] = {
    (True, _S.DRAFT, _S.PROPOSED): Move(Who.MANAGER, "rules.proposed", needs_sound=True),
    (True, _S.PROPOSED, _S.APPROVED): Move(Who.APPROVER, "rules.version_made", needs_sound=True),
    (True, _S.PROPOSED, _S.DRAFT): Move(Who.EITHER, "rules.sent_back", needs_reason=True),
    (True, _S.DRAFT, _S.DROPPED): Move(Who.MANAGER, "rules.dropped"),
    (False, _S.DRAFT, _S.APPROVED): Move(Who.MANAGER, "rules.version_made", needs_sound=True),
    (False, _S.DRAFT, _S.DROPPED): Move(Who.MANAGER, "rules.dropped"),
}


def moves_from(needs_approval: bool, state: str) -> dict[DraftState, Move]:
    """The states that may follow, each with what the move needs."""
    here = (needs_approval, state)
    return {to: m for (needs, start, to), m in MOVES.items() if (needs, start) == here}


def check_move(
    *, needs_approval: bool, start: str, to: str, reason: str = "", sound: bool = False
) -> Move:
    """Return the move, or raise Refused with a sentence. `sound`: nothing is wrong in the table,
    and it differs from the version that it changes."""
    move = moves_from(needs_approval, start).get(DraftState(to))
    if move is None:
        words = {"start": DraftState(start).label, "to": DraftState(to).label}
        raise Refused(_("A draft that is “%(start)s” cannot become “%(to)s”.") % words)
    if move.needs_reason and not reason.strip():
        raise Refused(_("Give a reason."))
    if move.needs_sound and not sound:
        raise Refused(
            _("Nothing has changed yet, or something in the table still has to be put right.")
        )
    return move


def check_can_change(state: str) -> None:
    """Cells, rows and columns change only while it is a draft."""
    if state != DraftState.DRAFT:
        raise Refused(_("This draft is waiting for approval or has ended. Send it back first."))
