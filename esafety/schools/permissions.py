"""Who may change a school's settings, members and roles. No queries and no state rules here."""

from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.access.roles import ROLES, Role

SETUP = "setup"
# A report moves on to these people when somebody is named in it, so none of them but the head,
# who answers for the school, chooses the others (spec/roles.md).
CHOSEN_BY_THE_HEAD = frozenset({Role.HEAD, Role.CHAIR, Role.DSL, Role.LEAD})


def check_can_change_settings(actor: Actor) -> None:
    """A lead or a head changes details, terms and closures."""
    require(actor, Permission.SETTINGS_MANAGE, _("Your role does not let you change the settings."))


def check_can_manage_members(actor: Actor) -> None:
    """A lead or a head adds members and ends memberships; so does the setting up of a school."""
    if actor.system != SETUP:
        require(actor, Permission.MEMBERS_MANAGE, _("Your role does not let you manage members."))


def check_can_change_role(
    actor: Actor, role: Role, *, membership_id: int | None, has_head: bool
) -> None:
    """May this role be given to or taken from that member (None: somebody new) by this actor?

    Never one's own. Head, chair, DSL and lead are the head's to give and take; only while the
    school has no head may a lead name the first one.
    """
    check_can_manage_members(actor)
    if actor.system == SETUP:
        return
    check_is_somebody_else(actor, membership_id)
    if role not in CHOSEN_BY_THE_HEAD or actor.has_role(Role.HEAD):
        return
    if role != Role.HEAD or has_head:
        sentence = _("Only the headteacher can give or take the role “%(role)s”.")
        raise Refused(sentence % {"role": ROLES[role].label})


def check_is_somebody_else(actor: Actor, membership_id: int | None) -> None:
    """Nobody changes their own roles or ends their own membership."""
    if membership_id is not None and actor.membership_id == membership_id:
        raise Refused(_("You cannot change your own roles or membership. Ask somebody else to."))


def may_change_role(actor: Actor, role: Role, *, membership_id: int | None, has_head: bool) -> bool:
    """The same question for buttons and lists."""
    try:
        check_can_change_role(actor, role, membership_id=membership_id, has_head=has_head)
    except Refused:
        return False
    return True


def check_can_end_for_leaver(actor: Actor, membership_id: int, roles: frozenset[Role]) -> None:
    """Who keeps the directory ends the access of those who left, but not of those on the chain of
    a report: that is the head's to do. Nobody ends their own."""
    sentence = _("Your role does not let you end a membership.")
    require(actor, Permission.PEOPLE_MANAGE, sentence)
    check_is_somebody_else(actor, membership_id)
    if roles & CHOSEN_BY_THE_HEAD and not actor.has_role(Role.HEAD):
        raise Refused(
            _("This person holds a role that only the headteacher can end. Ask the headteacher.")
        )
