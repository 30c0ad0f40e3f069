"""Whom a change in a register concerns, told inside its transaction. Notices carry references."""

from collections.abc import Iterable

from esafety.access.roles import Role
from esafety.notices import queries as notices
from esafety.notices.services import telling
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from policies.registers import queries
from policies.registers.declared import Move, Register
from policies.registers.models import Entry

WAITS, NEWS, ENDED = "register.waits", "register.news", "register.ended"


def added(*, entry: Entry, register: Register) -> None:
    """Tell those whose turn it is that something waits for them, but not who asked for it."""
    _tell(entry, _holders(register.tells, without=entry.made_by_id), WAITS)


def moved(*, entry: Entry, register: Register, move: Move, mover: int | None) -> None:
    """Tell those whose turn it is now, and who made the entry; nobody who did it themselves."""
    hands = queries.hands_of(entry)
    tired = hands.authors | hands.approvers if _needs_others(register, entry) else frozenset()
    turn = [member for member in _holders(move.tells, without=mover) if member.pk not in tired]
    _tell(entry, turn, WAITS)
    if move.tells_maker and entry.made_by_id and entry.made_by_id != mover:
        maker = schools.current_members().filter(pk=entry.made_by_id)
        _tell(entry, [one for one in maker if one not in turn], NEWS)


def ended(*, entry: Entry, register: Register) -> None:
    """Tell who has something to do, and who made it, that it has ended by itself."""
    ending = register.ending
    tells = ending.tells if ending is not None else frozenset()
    found = {member.pk: member for member in _holders(tells)}
    for maker in schools.current_members().filter(pk=entry.made_by_id or 0):
        found[maker.pk] = maker
    _tell(entry, found.values(), ENDED)


def _needs_others(register: Register, entry: Entry) -> bool:
    """Whether the next step is for somebody apart from those who had it in hand."""
    return any(move.apart and entry.state in move.start for move in register.moves)


def _holders(roles: frozenset[Role], *, without: int | None = None) -> list[Membership]:
    if not roles:
        return []
    return [one for one in schools.holders(*roles) if one.pk != without]


def _tell(entry: Entry, members: Iterable[Membership], kind: str) -> None:
    for member in members:
        if notices.exists_for(member, str(entry)):
            telling.tell(member=member, kind=kind, object=str(entry), school_id=entry.school_id)
