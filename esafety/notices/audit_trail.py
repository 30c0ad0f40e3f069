"""Who may know of an absence, and what notices about one say."""

from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.audit import objects
from esafety.notices import kinds, queries
from esafety.schools.models import School


def _keys(refs: set[str]) -> dict[UUID, str]:
    found = {}
    for ref in refs:
        try:
            found[UUID(ref.partition(":")[2])] = ref
        except ValueError:
            continue
    return found


def seen_by(actor: Actor, refs: set[str]) -> set[str]:
    """Who manages members knows of all; others of their own and of those they stand in for."""
    keys = _keys(refs)
    rows = queries.every_absence().filter(key__in=keys)
    if not actor.can(Permission.MEMBERS_MANAGE):
        mine = actor.membership_id
        stood_in = Q(deputy=mine, ended_at__isnull=True) | Q(pk__in=queries.come_to(actor))
        rows = rows.filter(Q(member=mine) | stood_in)
    return {keys[key] for key in rows.values_list("key", flat=True)}


def names(refs: set[str]) -> dict[str, str]:
    """An absence is called by whose it is."""
    keys = _keys(refs)
    rows = queries.every_absence().filter(key__in=keys)
    return {keys[key]: name for key, name in rows.values_list("key", "member__display_name")}


objects.register("absence", seen_by=seen_by, names=names)


def _page(school: School, ref: str) -> str:
    return reverse("notices:away", args=[school.slug])


def _waiting(school: School, ref: str) -> str:
    return _page(school, ref) + "#standing-in"


kinds.register(kinds.ABSENCE_SAID, _("Somebody has said when you are away"), _page)
kinds.register(kinds.ABSENCE_DEPUTY, _("You are named to stand in for somebody"), _page)
kinds.register(
    kinds.ABSENCE_WAITING, _("Something waits while a member you stand in for is away"), _waiting
)
