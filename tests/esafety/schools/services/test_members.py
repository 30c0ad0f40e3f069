"""Members are added, given and losing roles, leave and come back."""

import pytest

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.access.roles import Role
from esafety.accounts.models import User
from esafety.jobs.models import Job
from esafety.schools import queries
from esafety.schools.models import Membership, RoleGrant
from esafety.schools.services import members
from tests.factories.schools import make_user


def row(actor) -> Membership:
    return queries.members().get(pk=actor.membership_id)


def add(by, **changes):
    facts = {"name": "Nina Nettle", "email": "nina@oakfield.example", "roles": [Role.STAFF]}
    return members.add(by=by, **{**facts, **changes})


def test_a_new_member_has_roles_an_account_and_an_invitation(lena, recorded):
    made = add(lena, roles=[Role.STAFF, Role.OFFICE])

    assert queries.actor_of(row_of(made)).roles == {Role.STAFF, Role.OFFICE}
    assert made.user.email == "nina@oakfield.example"
    assert not made.user.has_usable_password()
    (job,) = Job.objects.all()
    assert (job.kind, job.payload) == ("schools.invite", {"membership": made.pk})
    assert recorded("member.invited") == [(lena.ref, str(made), {})]
    assert recorded("member.role_given") == [
        (lena.ref, str(made), {"role": "office"}),
        (lena.ref, str(made), {"role": "staff"}),
    ]


def row_of(membership):
    return queries.members().get(pk=membership.pk)


def test_somebody_with_an_account_joins_with_it(lena, boris):
    made = add(lena, name="Boris Birch", email="BORIS@brook.example")

    assert made.user_id == boris.user_id
    assert User.objects.filter(email="boris@brook.example").count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"roles": []}, "at least one role"),
        ({"name": "  "}, "Enter a name"),
        ({"email": "no address"}, "Enter an email address"),
        ({"email": "lena@oakfield.example"}, "is a member already"),
        ({"roles": [Role.HEAD]}, "Only the headteacher"),
    ],
)
def test_what_cannot_be_added(lena, hari, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        add(lena, **changes)

    assert Job.objects.count() == 0


def test_a_closed_account_is_not_let_in_again(lena):
    user = make_user("nina@oakfield.example")
    User.objects.filter(pk=user.pk).update(is_active=False)

    with pytest.raises(Refused, match="closed"):
        add(lena)


def test_a_leaver_is_reopened_and_not_added(lena, tom):
    members.leave(by=lena, membership=row(tom))

    with pytest.raises(Refused, match="among the leavers"):
        add(lena, email="tom@oakfield.example")


def test_a_teacher_adds_nobody(tom):
    with pytest.raises(Refused):
        add(tom)


@pytest.mark.parametrize("type", ["member.invited", "member.role_given"])
def test_no_audit_row_no_member(lena, audit_fails, type):
    before = Membership.objects.count()

    with pytest.raises(audit_fails(type)):
        add(lena)

    assert Membership.objects.count() == before
    assert not User.objects.filter(email="nina@oakfield.example").exists()
    assert Job.objects.count() == 0


def test_a_role_is_given_at_once_and_once(lena, tom, recorded):
    members.give_role(by=lena, membership=row(tom), role=Role.OFFICE)

    assert Role.OFFICE in queries.actor_of(row(tom)).roles
    assert recorded("member.role_given") == [(lena.ref, str(row(tom)), {"role": "office"})]
    with pytest.raises(Refused, match="already"):
        members.give_role(by=lena, membership=row(tom), role=Role.OFFICE)


def test_a_role_is_taken_at_once_and_the_grant_stays_on_record(lena, tom, recorded):
    members.take_role(by=lena, membership=row(tom), role=Role.STAFF)

    grant = RoleGrant.objects.get(membership=tom.membership_id)
    assert queries.actor_of(row(tom)).roles == frozenset()
    assert (grant.ended_by, grant.ended_at is not None) == (lena.ref, True)
    assert recorded("member.role_taken") == [(lena.ref, str(row(tom)), {"role": "staff"})]


def test_a_role_that_is_not_held_cannot_be_taken(lena, tom):
    with pytest.raises(Refused, match="does not hold"):
        members.take_role(by=lena, membership=row(tom), role=Role.OFFICE)


def test_the_heads_roles_are_not_a_leads_to_give_or_take(lena, hari, dee, tom):
    for act, who, role in (
        (members.give_role, tom, Role.DSL),
        (members.take_role, dee, Role.DSL),
        (members.take_role, hari, Role.HEAD),
    ):
        with pytest.raises(Refused, match="Only the headteacher"):
            act(by=lena, membership=row(who), role=role)


def test_the_head_takes_the_leads_role(lena, hari):
    members.take_role(by=hari, membership=row(lena), role=Role.LEAD)

    assert queries.actor_of(row(lena)).roles == {Role.STAFF}


def test_nobody_gives_themselves_a_role_or_leaves_by_themselves(hari):
    with pytest.raises(Refused, match="your own"):
        members.give_role(by=hari, membership=row(hari), role=Role.LEAD)
    with pytest.raises(Refused, match="your own"):
        members.leave(by=hari, membership=row(hari))


def test_a_school_keeps_somebody_who_manages_members(lena, tom):
    """Only setting up could take the last one: everybody else keeps their own role."""
    setup = Actor.for_system("setup", school_id=lena.school_id)

    with pytest.raises(Refused, match="nobody could manage"):
        members.take_role(by=setup, membership=row(lena), role=Role.LEAD)
    with pytest.raises(Refused, match="nobody could manage"):
        members.leave(by=setup, membership=row(lena))
    assert Role.LEAD in row(lena).roles


@pytest.mark.parametrize(
    ("act", "type"),
    [(members.give_role, "member.role_given"), (members.take_role, "member.role_taken")],
)
def test_no_audit_row_no_change_of_roles(lena, tom, audit_fails, act, type):
    role = Role.OFFICE if act is members.give_role else Role.STAFF

    with pytest.raises(audit_fails(type)):
        act(by=lena, membership=row(tom), role=role)

    assert row(tom).roles == {Role.STAFF}


def test_who_leaves_has_no_role_and_no_access_from_today(lena, tom, recorded):
    members.leave(by=lena, membership=row(tom))

    left = row(tom)
    assert left.left_on == queries.local_today(left.school)
    assert left.roles == frozenset()
    assert queries.membership_in("oakfield", tom.user_id) is None
    assert recorded("member.left") == [(lena.ref, str(left), {})]


def test_nobody_leaves_twice(lena, tom):
    members.leave(by=lena, membership=row(tom))

    with pytest.raises(Refused, match="has left"):
        members.leave(by=lena, membership=row(tom))


def test_a_lead_cannot_make_the_head_leave(lena, hari):
    with pytest.raises(Refused, match="Only the headteacher"):
        members.leave(by=lena, membership=row(hari))


@pytest.mark.parametrize("type", ["member.left", "member.role_taken"])
def test_no_audit_row_no_leaving(lena, tom, audit_fails, type):
    with pytest.raises(audit_fails(type)):
        members.leave(by=lena, membership=row(tom))

    assert row(tom).left_on is None
    assert row(tom).roles == {Role.STAFF}


@pytest.fixture
def leaver(lena, tom):
    members.leave(by=lena, membership=row(tom))
    return tom


def test_a_leaver_comes_back_with_roles_chosen_anew(lena, leaver, recorded):
    members.reopen(by=lena, membership=row(leaver), roles=[Role.OFFICE])

    assert row(leaver).left_on is None
    assert row(leaver).roles == {Role.OFFICE}
    assert recorded("member.returned") == [(lena.ref, str(row(leaver)), {})]
    assert Job.objects.count() == 1


def test_what_cannot_be_reopened(lena, leaver, olu):
    with pytest.raises(Refused, match="member already"):
        members.reopen(by=lena, membership=row(olu), roles=[Role.STAFF])
    with pytest.raises(Refused, match="at least one role"):
        members.reopen(by=lena, membership=row(leaver), roles=[])
    User.objects.filter(pk=leaver.user_id).update(is_active=False)
    with pytest.raises(Refused, match="closed"):
        members.reopen(by=lena, membership=row(leaver), roles=[Role.STAFF])


def test_no_audit_row_no_coming_back(lena, leaver, audit_fails):
    with pytest.raises(audit_fails("member.returned")):
        members.reopen(by=lena, membership=row(leaver), roles=[Role.STAFF])

    assert row(leaver).left_on is not None


def test_a_leaver_is_given_no_role_and_no_invitation(lena, leaver):
    with pytest.raises(Refused, match="has left"):
        members.give_role(by=lena, membership=row(leaver), role=Role.STAFF)
    with pytest.raises(Refused, match="has left"):
        members.invite_again(by=lena, membership=row(leaver))


def test_an_invitation_is_sent_again(lena, tom, recorded):
    members.invite_again(by=lena, membership=row(tom))

    assert Job.objects.get().payload == {"membership": tom.membership_id}
    assert recorded("member.invited") == [(lena.ref, str(row(tom)), {})]


def test_no_audit_row_no_invitation(lena, tom, audit_fails):
    with pytest.raises(audit_fails("member.invited")):
        members.invite_again(by=lena, membership=row(tom))

    assert Job.objects.count() == 0


def test_a_teacher_changes_no_member(tom, olu):
    for act, extra in (
        (members.give_role, {"role": Role.OFFICE}),
        (members.take_role, {"role": Role.STAFF}),
        (members.leave, {}),
        (members.reopen, {"roles": [Role.STAFF]}),
        (members.invite_again, {}),
    ):
        with pytest.raises(Refused, match="manage members"):
            act(by=tom, membership=row(olu), **extra)


def test_a_pupils_account_has_no_other_role(oakfield, hari):
    with pytest.raises(Refused, match="pupil"):
        members.add(
            by=hari, name="Pip Pear", email="pip@oakfield.example", roles=[Role.PUPIL, Role.STAFF]
        )
    pip = members.add(by=hari, name="Pip Pear", email="pip@oakfield.example", roles=[Role.PUPIL])
    with pytest.raises(Refused, match="pupil"):
        members.give_role(by=hari, membership=pip, role=Role.STAFF)
