"""Members of a school: added, given and losing roles, leaving and coming back."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.accounts import invitations
from esafety.accounts.models import User
from esafety.audit import services as audit
from esafety.schools import outbox, permissions, queries
from esafety.schools.models import Membership, RoleGrant, School


@transaction.atomic
def add(*, by: Actor, name: str, email: str, roles: Iterable[Role]) -> Membership:
    """Make somebody a member with these roles and invite them by mail.

    Who has an account already (from another school) keeps it. Raises Refused for a present or
    former member, an unusable address, no role, or a role the actor may not give.
    """
    permissions.check_can_manage_members(by)
    wanted = _wanted(roles)
    school = _hold(by)
    _check_may_give(by, wanted, membership_id=None)
    user = _account(name=name, email=email)
    membership = Membership.objects.create(
        school=school,
        user=user,
        display_name=name.strip(),
        joined_on=queries.local_today(school),
    )
    for role in wanted:
        _give(by, membership, role)
    _invite(by, membership)
    return membership


@transaction.atomic
def give_role(*, by: Actor, membership: Membership, role: Role) -> Membership:
    """Give a present member one more role, at once. Raises Refused (see permissions)."""
    held = _held(by, membership)
    _check_may_give(by, [role], membership_id=held.pk)
    _check_present(held)
    if role in held.roles:
        raise Refused(_("This member holds that role already."))
    _check_alone([role, *held.roles])
    _give(by, held, role)
    return held


@transaction.atomic
def take_role(*, by: Actor, membership: Membership, role: Role) -> Membership:
    """Take a role away, at once. Refused where nobody would be left to manage members."""
    held = _held(by, membership)
    _check_may_give(by, [role], membership_id=held.pk)
    if role not in held.roles:
        raise Refused(_("This member does not hold that role."))
    _take(by, held, [role])
    _check_somebody_manages()
    return held


@transaction.atomic
def leave(*, by: Actor, membership: Membership) -> Membership:
    """End a membership today: every role ends, and with them every access.

    Refused for oneself, and for a member with a role that is not the actor's to take.
    """
    held = _held(by, membership)
    permissions.check_is_somebody_else(by, held.pk)
    _check_present(held)
    _check_may_give(by, held.roles, membership_id=held.pk)
    _take(by, held, sorted(held.roles))
    held.left_on = queries.local_today(held.school)
    held.save(update_fields=["left_on"])
    _check_somebody_manages()
    audit.record(by=by, type="member.left", object=str(held))
    return held


@transaction.atomic
def reopen(*, by: Actor, membership: Membership, roles: Iterable[Role]) -> Membership:
    """Let a former member back in with these roles, from today, and tell them by mail."""
    wanted = _wanted(roles)
    held = _held(by, membership)
    _check_may_give(by, wanted, membership_id=held.pk)
    if held.left_on is None:
        raise Refused(_("This person is a member already."))
    _check_open(held.user)
    held.left_on = None
    held.save(update_fields=["left_on"])
    audit.record(by=by, type="member.returned", object=str(held))
    for role in wanted:
        _give(by, held, role)
    _invite(by, held)
    return held


@transaction.atomic
def invite_again(*, by: Actor, membership: Membership) -> Membership:
    """Send a present member a fresh invitation. Earlier links work until a password is set."""
    held = _held(by, membership)
    _check_present(held)
    _invite(by, held)
    return held


def _hold(by: Actor) -> School:
    """One change of members at a time in a school, so that the last manager cannot slip out."""
    school: School = School.objects.select_for_update().get(pk=by.school_id)
    return school


def _held(by: Actor, membership: Membership) -> Membership:
    permissions.check_can_manage_members(by)
    _hold(by)
    held: Membership = queries.members().get(pk=membership.pk)
    return held


def _wanted(roles: Iterable[Role]) -> list[Role]:
    wanted = sorted({Role(role) for role in roles})
    if not wanted:
        raise Refused(_("Choose at least one role."))
    _check_alone(wanted)
    return wanted


def _check_alone(roles: Iterable[Role]) -> None:
    """A pupil's account never opens what a role of the staff opens."""
    if Role.PUPIL in roles and len(set(roles)) > 1:
        raise Refused(_("A pupil’s account cannot have another role."))


def _check_may_give(by: Actor, roles: Iterable[Role], *, membership_id: int | None) -> None:
    has_head = queries.has_head()
    for role in roles:
        permissions.check_can_change_role(by, role, membership_id=membership_id, has_head=has_head)


def _check_present(membership: Membership) -> None:
    if membership.left_on is not None:
        raise Refused(_("This person has left. Reopen their membership first."))


def _check_somebody_manages() -> None:
    if not queries.holders_of(Permission.MEMBERS_MANAGE).exists():
        raise Refused(_("Then nobody could manage the members. Give the role to another first."))


def _account(*, name: str, email: str) -> User:
    """The user for a new member, found or made; Refused says what is wrong with what was typed."""
    if not name.strip():
        raise Refused(_("Enter a name."))
    try:
        validate_email(email.strip())
    except ValidationError as error:
        raise Refused(_("Enter an email address, such as name@school.example.")) from error
    user = invitations.account_for(email=email, name=name.strip())
    _check_open(user)
    before = queries.members().filter(user=user).first()
    if before is not None and before.left_on is None:
        raise Refused(_("Somebody with this email address is a member already."))
    if before is not None:
        raise Refused(_("This person was a member before. Find them among the leavers."))
    return user


def _check_open(user: User) -> None:
    if not user.is_active:
        raise Refused(_("The account with this email address is closed. Ask the operator."))


def _give(by: Actor, membership: Membership, role: Role) -> None:
    RoleGrant.objects.create(
        school=membership.school,
        membership=membership,
        role=role,
        given_at=timezone.now(),
        given_by=by.ref,
    )
    _record_role(by, "member.role_given", membership, role)


def _take(by: Actor, membership: Membership, roles: Iterable[Role]) -> None:
    for role in roles:
        RoleGrant.objects.filter(membership=membership, role=role, ended_at__isnull=True).update(
            ended_at=timezone.now(), ended_by=by.ref
        )
        _record_role(by, "member.role_taken", membership, role)


def _record_role(by: Actor, type: str, membership: Membership, role: Role) -> None:
    audit.record(by=by, type=type, object=str(membership), data={"role": role.value})


def _invite(by: Actor, membership: Membership) -> None:
    audit.record(by=by, type="member.invited", object=str(membership))
    outbox.enqueue(
        kind="schools.invite",
        school_id=membership.school_id,
        payload={"membership": membership.pk},
    )
