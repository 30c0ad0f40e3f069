"""Who may do what in a register. State rules are in workflow; which entries exist, in queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.access.roles import Role
from policies.registers.declared.shape import Move, Register
from policies.registers.models import Entry


@dataclass(frozen=True)
class Hands:
    """Through whose hands an entry went: members who made or changed it with the roles they hold,
    and members who approved it."""

    authors: frozenset[int] = field(default_factory=frozenset)
    approvers: frozenset[int] = field(default_factory=frozenset)
    author_roles: frozenset[Role] = field(default_factory=frozenset)


def check_exists(actor: Actor, register: Register) -> None:
    """The register is there for the actor at all."""
    require(actor, Permission.REGISTERS, _("Your role does not open the registers."))
    if not register.exists_for(actor):
        raise Refused(_("Your role does not open this register."))


def check_can_add(actor: Actor, register: Register) -> None:
    """Who keeps the register, or may ask for an entry, adds one."""
    check_exists(actor, register)
    if not register.may_add(actor):
        raise Refused(_("Your role does not let you add to this register."))


def check_can_change(actor: Actor, register: Register, entry: Entry) -> None:
    """Who keeps the register changes its entries; who asked for one, their own."""
    check_can_add(actor, register)
    if not register.keeps(actor) and entry.made_by_id != actor.membership_id:
        raise Refused(_("Only whoever keeps this register, or asked for this, can change it."))


def check_can_import(actor: Actor, register: Register) -> None:
    """Who adds to a register and sees all of it may read in a file."""
    check_can_add(actor, register)
    if not register.reads_all(actor):
        raise Refused(_("Your role does not let you read in a file for this register."))


def check_not_about_oneself(actor: Actor, entry_subject_is_actor: bool) -> None:
    """Nobody keeps a secret entry about themselves."""
    if entry_subject_is_actor:
        raise Refused(_("You cannot make an entry about yourself."))


def check_can_move(
    actor: Actor, register: Register, entry: Entry, move: Move, hands: Hands
) -> None:
    """The table of moves names the actor; where it asks for somebody apart, they neither made nor
    changed the entry nor approved it before. Raises Refused with the sentence."""
    check_exists(actor, register)
    if not is_named(actor, entry, move):
        raise Refused(_("Your role does not let you do this."))
    if move.apart and actor.membership_id in hands.authors:
        raise Refused(
            _("You asked for this or changed it. Somebody else has to look at it and agree.")
        )
    if move.apart and actor.membership_id in hands.approvers:
        raise Refused(_("You have approved this already. It needs a second person."))
    if not actor.has_role(*left_of(move, hands)) and actor.has_role(*move.who):
        raise Refused(_("Somebody of your office asked for this. Another office has to agree."))


def left_of(move: Move, hands: Hands) -> frozenset[Role]:
    """The roles that may make the move, after whose hands the entry has been in."""
    taken = move.across if move.across & hands.author_roles else frozenset()
    return move.who - taken


def is_named(actor: Actor, entry: Entry, move: Move) -> bool:
    """Whether the move is for the actor's roles, or for whoever made the entry."""
    is_maker = move.maker and entry.made_by_id == actor.membership_id
    return is_maker or actor.has_role(*move.who)


def those_open(
    actor: Actor, register: Register, entry: Entry, moves: Iterable[Move], hands: Hands
) -> list[Move]:
    """The moves among these that the actor may make: the same question, for buttons."""
    return [move for move in moves if may_move(actor, register, entry, move, hands)]


def may_move(actor: Actor, register: Register, entry: Entry, move: Move, hands: Hands) -> bool:
    """Whether check_can_move would let this through."""
    try:
        check_can_move(actor, register, entry, move, hands)
    except Refused:
        return False
    return True


def may_change(actor: Actor, register: Register, entry: Entry) -> bool:
    """Whether check_can_change would let this through."""
    try:
        check_can_change(actor, register, entry)
    except Refused:
        return False
    return True
