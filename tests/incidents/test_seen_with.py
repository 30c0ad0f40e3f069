"""What somebody could see in the roles that they held: by the same rule, without giving it back."""

import pytest
from django.utils import timezone

from esafety.access.roles import Role
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.schools.models import Membership, RoleGrant
from incidents import queries
from incidents.models import Incident
from tests.factories.incidents import make_incident
from tests.factories.people import make_person


def row(actor):
    return schools.members().get(pk=actor.membership_id)


def leaves(actor):
    Membership.objects.filter(pk=actor.membership_id).update(left_on="2026-11-01")


def loses_the_role(actor):
    grants = RoleGrant.objects.filter(membership=actor.membership_id).exclude(role=Role.STAFF)
    assert grants.update(ended_at=timezone.now(), ended_by="member:1") == 1


@pytest.fixture
def cases(oakfield, lena):
    """An ordinary one, one that names Lena, one of child protection and one about staff."""
    ada = make_person(oakfield, "Ada Ash")
    named = Person.objects.get(membership_id=lena.membership_id)
    make_incident(oakfield, people=[(ada, "target")], description="ordinary")
    make_incident(oakfield, people=[(named, "target")], description="names her")
    make_incident(oakfield, people=[(ada, "target")], child_protection=True, description="cp")
    make_incident(oakfield, staff_subject=True, description="staff")


def seen(actor):
    return set(queries.seen_with(actor).values_list("description", flat=True))


def test_with_the_roles_of_today_it_is_what_is_visible(cases, lena, dee, hari, tom):
    for actor in (lena, dee, hari, tom):
        visible = set(queries.visible_to(actor).values_list("description", flat=True))
        assert seen(actor) == visible


@pytest.mark.parametrize("go", [leaves, loses_the_role])
@pytest.mark.parametrize(
    ("who", "could"),
    [
        ("lena", {"ordinary"}),
        ("dee", {"ordinary", "names her", "cp"}),
        ("hari", {"ordinary", "names her", "cp", "staff"}),
    ],
)
def test_who_has_gone_could_see_what_was_theirs(cases, request, who, could, go):
    actor = request.getfixturevalue(who)
    go(actor)

    before = schools.actor_as_before(row(actor))

    assert set(queries.visible_to(before)) == set()
    assert seen(before) == could


def test_who_never_had_a_role_in_it_could_see_nothing(cases, tom):
    leaves(tom)

    assert seen(schools.actor_as_before(row(tom))) == set()
    assert Incident.objects.count() == 4
