"""For whom meetings and actions exist in the audit log and in notices."""

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.audit import objects
from policies.meetings import queries


def for_attendants(actor: Actor, refs: set[str]) -> set[str]:
    """Meetings exist for those who attend them."""
    return refs if actor.can(Permission.MEETING_ATTEND) else set()


objects.register("meeting", seen_by=for_attendants)
objects.register("meetings", seen_by=for_attendants)
objects.register("meeting_action", seen_by=queries.seen_actions)
