"""The start page and a school's settings, one module per part."""

from esafety.schools.views.closures import add_closure, edit_closure, remove_closure
from esafety.schools.views.details import details, settings
from esafety.schools.views.members import add_member, find_members, invite_again, member, members
from esafety.schools.views.roles import give_role, leave, reopen, take_role
from esafety.schools.views.start import start
from esafety.schools.views.terms import add_term, edit_term, remove_term, terms

__all__ = [
    "add_closure",
    "add_member",
    "add_term",
    "details",
    "edit_closure",
    "edit_term",
    "find_members",
    "give_role",
    "invite_again",
    "leave",
    "member",
    "members",
    "remove_closure",
    "remove_term",
    "reopen",
    "settings",
    "start",
    "take_role",
    "terms",
]
