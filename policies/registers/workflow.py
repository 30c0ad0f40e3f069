"""The moves of entries: what a register's own table allows from a state, and what a move needs."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from policies.registers.declared.shape import Move, Register


def moves_from(register: Register, state: str, values: Mapping[str, Any]) -> list[Move]:
    """The moves that exist in this state for such values, in the order of the table."""
    return [move for move in register.moves if state in move.start and move.when(values)]


def check_move(
    register: Register, *, state: str, code: str, values: Mapping[str, Any], reason: str = ""
) -> Move:
    """Return the move, or raise Refused with a sentence. `values` are those of the entry as it is;
    what the move itself asks for is looked at with the other faults of values."""
    move = next((one for one in moves_from(register, state, values) if one.code == code), None)
    if move is None:
        words = {"state": register.state(state).label}
        raise Refused(_("This cannot be done while it is “%(state)s”.") % words)
    if move.needs_reason and not reason.strip():
        raise Refused(_("Give a reason."))
    return move


def check_may_change(register: Register, state: str) -> None:
    """Fields change only in a state that lets them."""
    found = register.state(state)
    if not found.may_change:
        words = {"state": found.label}
        raise Refused(_("It is “%(state)s”, so it can no longer be changed.") % words)


def check_end(register: Register, state: str) -> str:
    """The state after the last day; raises Refused for an entry that does not end by itself."""
    if register.ending is None or state not in register.ending.start:
        raise Refused(_("This entry does not end by itself."))
    return register.ending.to
