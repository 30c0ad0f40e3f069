"""The one table of moves of a policy: which state may follow which, by whom, and what it needs."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from policies.documents.choices import ApprovingBody, State


class Who(StrEnum):
    """Who may make a move; `permissions.may` says what each means."""

    WRITER = "writer"  # who writes policies
    APPROVER = "approver"  # who approves policies, and neither began, last changed nor sent this
    HEAD = "head"  # who approves policies, whoever wrote it
    KEEPER = "keeper"  # who writes or approves policies
    CALLER = "caller"  # who writes or approves them, or a part of the system that calls a review


@dataclass(frozen=True)
class Move:
    """One allowed move: who makes it, its audit type, and what must be there."""

    who: Who
    audit_type: str
    needs_reason: bool = False
    needs_proposed: bool = False
    needs_not_proposed: bool = False
    needs_no_draft: bool = False


_S = State
_ASK = Move(Who.WRITER, "policy.consultation_opened", needs_not_proposed=True)
_ASKED = Move(Who.WRITER, "policy.consultation_closed", needs_reason=True)
_APPROVE = Move(Who.APPROVER, "policy.approved", needs_proposed=True)
_REOPEN = Move(Who.KEEPER, "policy.reopened", needs_reason=True)

MOVES: dict[tuple[State, State], Move] = {
    (_S.DRAFT, _S.CONSULTATION): _ASK,
    (_S.REVIEW, _S.CONSULTATION): _ASK,
    (_S.CONSULTATION, _S.DRAFT): _ASKED,
    (_S.CONSULTATION, _S.REVIEW): _ASKED,
    (_S.DRAFT, _S.APPROVED): _APPROVE,
    (_S.REVIEW, _S.APPROVED): _APPROVE,
    (_S.APPROVED, _S.DRAFT): _REOPEN,
    (_S.APPROVED, _S.REVIEW): _REOPEN,
    (_S.APPROVED, _S.PUBLISHED): Move(Who.WRITER, "policy.published"),
    # The same words, with tables that were approved and put in force meanwhile.
    (_S.PUBLISHED, _S.PUBLISHED): Move(Who.WRITER, "policy.published_anew"),
    (_S.PUBLISHED, _S.REVIEW): Move(Who.CALLER, "policy.review_opened", needs_reason=True),
    (_S.REVIEW, _S.PUBLISHED): Move(
        Who.KEEPER, "policy.review_kept", needs_reason=True, needs_no_draft=True
    ),
    (_S.DRAFT, _S.WITHDRAWN): Move(Who.KEEPER, "policy.withdrawn", needs_reason=True),
    (_S.PUBLISHED, _S.WITHDRAWN): Move(Who.HEAD, "policy.withdrawn", needs_reason=True),
    (_S.REVIEW, _S.WITHDRAWN): Move(Who.HEAD, "policy.withdrawn", needs_reason=True),
}
WRITING = (State.DRAFT, State.REVIEW)
"""States in which the text may change."""


def moves_from(state: str) -> dict[State, Move]:
    """The states that may follow, each with what the move needs."""
    return {to: move for (start, to), move in MOVES.items() if start == state}


def back_to(published: bool) -> State:
    """Where a text goes back to: a policy that has a revision stays under review."""
    return State.REVIEW if published else State.DRAFT


def check_move(
    *,
    act: str,
    start: str,
    to: str,
    reason: str = "",
    proposed: bool = False,
    drafted: bool = True,
) -> Move:
    """Return the move that `act` (its audit type) makes, or raise Refused with a sentence.
    `drafted`: a text is being written; `proposed`: it has been sent for approval."""
    move = moves_from(start).get(State(to))
    if move is None or move.audit_type != act:
        words = {"state": State(start).label}
        raise Refused(_("This cannot be done while the policy is “%(state)s”.") % words)
    if move.needs_reason and not reason.strip():
        raise Refused(_("Give a reason."))
    if move.needs_proposed and not (drafted and proposed):
        raise Refused(_("This text has not been sent for approval."))
    if move.needs_not_proposed and (proposed or not drafted):
        raise Refused(_("There must be a text that does not wait for approval."))
    if move.needs_no_draft and drafted:
        raise Refused(_("A new text has been begun. Drop it first, or have it approved."))
    return move


def check_can_write(state: str, *, proposed: bool) -> None:
    """The text changes while it is a draft or under review, and not while it is being approved."""
    if state not in WRITING:
        words = {"state": State(state).label}
        raise Refused(_("The text cannot be changed while the policy is “%(state)s”.") % words)
    if proposed:
        raise Refused(_("This text waits for approval. Send it back first."))


def check_can_propose(state: str, *, proposed: bool, drafted: bool) -> None:
    """A text is sent for approval once, while it is being written."""
    check_can_write(state, proposed=proposed)
    if not drafted:
        raise Refused(_("There is no text to approve yet."))


def check_can_send_back(state: str, *, proposed: bool, reason: str) -> None:
    """What waits for approval can go back to those who write it, with a reason."""
    if state not in WRITING or not proposed:
        raise Refused(_("This text does not wait for approval."))
    if not reason.strip():
        raise Refused(_("Give a reason."))


_RANKS = (ApprovingBody.HEADTEACHER, ApprovingBody.COMMITTEE, ApprovingBody.GOVERNING_BODY)


def check_body(*, needed: str, body: str) -> None:
    """The body that approves a policy is the one that its details name, or one above it."""
    if _RANKS.index(ApprovingBody(body)) < _RANKS.index(ApprovingBody(needed)):
        words = {"body": ApprovingBody(needed).label}
        raise Refused(_("This policy has to be approved by: %(body)s.") % words)


def is_possible(*, act: str, start: str, to: str, **facts: Any) -> bool:
    """Whether `check_move` would give the move: what buttons ask."""
    try:
        check_move(act=act, start=start, to=to, **facts)
    except Refused:
        return False
    return True
