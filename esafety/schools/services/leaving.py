"""The access of people whom the directory records as having left the school."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import permissions, queries
from esafety.schools.models import Membership, RoleGrant, School


@transaction.atomic
def end(*, by: Actor, membership: Membership) -> Membership:
    """End a membership today because the person left, with every role. One that has ended already
    stays as it is. Raises Refused (see permissions), and where nobody could manage members then."""
    school: School = School.objects.select_for_update().get(pk=by.school_id)
    held: Membership = queries.members().get(pk=membership.pk)
    if held.left_on is not None:
        return held
    permissions.check_can_end_for_leaver(by, held.pk, held.roles)
    ref = str(held)
    for role in sorted(held.roles):
        RoleGrant.objects.filter(membership=held, role=role, ended_at__isnull=True).update(
            ended_at=timezone.now(), ended_by=by.ref
        )
        audit.record(by=by, type="member.role_taken", object=ref, data={"role": role.value})
    held.left_on = queries.local_today(school)
    held.save(update_fields=["left_on"])
    if not queries.holders_of(Permission.MEMBERS_MANAGE).exists():
        raise Refused(_("Then nobody could manage the members. Give the role to another first."))
    audit.record(by=by, type="member.left", object=ref)
    return held


def not_endable_by(actor: Actor, members: Iterable[Membership]) -> set[int]:
    """The numbers of those members whose access this actor may not end."""
    refused = set()
    for member in members:
        try:
            permissions.check_can_end_for_leaver(actor, member.pk, member.roles)
        except Refused:
            refused.add(member.pk)
    return refused
