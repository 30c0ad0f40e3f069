"""Whether anybody is left who may approve an entry; if not, who has to be appointed."""

from django.utils.translation import gettext as _

from esafety.access.roles import ROLES, Role
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from policies.registers import permissions, queries, workflow
from policies.registers.declared import Move, Register
from policies.registers.declared.persons import RESPONSIBILITIES
from policies.registers.models import Entry
from policies.registers.permissions import Hands
from policies.registers.queries import holders


def lacking(register: Register, entry: Entry) -> str:
    """The sentence that says who has to be appointed, where nobody at the school may approve the
    entry as it stands; empty where somebody may, or nothing waits for it."""
    moves = [
        move for move in workflow.moves_from(register, entry.state, entry.values) if move.approves
    ]
    hands = queries.hands_of(entry)
    if not moves or any(_somebody(register, entry, move, hands) for move in moves):
        return ""
    wanted = {role for move in moves for role in permissions.left_of(move, hands)}
    words = {"roles": _(" or ").join(str(ROLES[r].label) for r in Role if r in wanted)}
    said = _(
        "Nobody is left who may approve this. It needs somebody else with the role: %(roles)s."
    )
    return f"{said % words} {_stand_ins(register, entry)}".strip()


def _somebody(register: Register, entry: Entry, move: Move, hands: Hands) -> bool:
    members = schools.holders(*permissions.left_of(move, hands))
    return any(_may(register, entry, move, hands, member) for member in members)


def _may(register: Register, entry: Entry, move: Move, hands: Hands, member: Membership) -> bool:
    actor = schools.actor_of(member)
    if not permissions.may_move(actor, register, entry, move, hands):
        return False
    return bool(queries.visible_to(actor).filter(pk=entry.pk).exists())


def _stand_ins(register: Register, entry: Entry) -> str:
    """Who could be given the role, by the register of responsible persons."""
    if not register.stand_ins:
        return ""
    held = holders.all_holders(schools.local_today(entry.school))
    labels = dict(RESPONSIBILITIES)
    some = [
        f"{labels[code]} ({', '.join(h.name for h in held[code])})"
        if held.get(code)
        else _("%(title)s (nobody is named in the register of responsible persons)")
        % {"title": labels[code]}
        for code in register.stand_ins
    ]
    return _("Appoint one of these and give them the role: %(some)s.") % {"some": "; ".join(some)}
