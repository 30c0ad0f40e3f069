"""The access of people whom the directory records as having left."""

import pytest

from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.schools import queries
from esafety.schools.models import Membership, RoleGrant
from esafety.schools.services import leaving


def member(actor):
    return Membership.objects.get(pk=actor.membership_id)


def test_every_role_ends_and_is_recorded(oakfield, olu, lena, nat):
    leaving.end(by=olu, membership=member(nat))

    gone = member(nat)
    assert gone.left_on == queries.local_today(oakfield)
    assert gone.roles == frozenset()
    found = AuditEvent.objects.order_by("seq").values_list("type", flat=True)
    assert list(found) == ["member.role_taken", "member.role_taken", "member.left"]
    assert set(RoleGrant.objects.filter(membership=gone).values_list("ended_by", flat=True)) == {
        olu.ref
    }


def test_one_who_has_left_already_stays_as_they_are(oakfield, olu, lena, nat):
    leaving.end(by=olu, membership=member(nat))
    before = AuditEvent.objects.count()

    leaving.end(by=olu, membership=member(nat))

    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("who", ["lena", "dee", "hari", "cora"])
def test_the_chain_of_a_report_is_the_heads_to_end(oakfield, olu, request, who):
    with pytest.raises(Refused, match="headteacher"):
        leaving.end(by=olu, membership=member(request.getfixturevalue(who)))


def test_nobody_ends_their_own(oakfield, olu, hari):
    for actor in (olu, hari):
        with pytest.raises(Refused, match="your own"):
            leaving.end(by=actor, membership=member(actor))


def test_nobody_without_the_right_does(oakfield, tom, nat):
    with pytest.raises(Refused, match="does not let you"):
        leaving.end(by=tom, membership=member(nat))


def test_somebody_must_be_left_to_manage_members(oakfield, olu, tom):
    with pytest.raises(Refused, match="nobody could manage"):
        leaving.end(by=olu, membership=member(tom))
    assert member(tom).left_on is None


def test_those_whose_access_is_not_to_be_ended_are_known_beforehand(oakfield, olu, lena, tom):
    assert leaving.not_endable_by(olu, queries.current_members()) == {
        lena.membership_id,
        olu.membership_id,
    }


@pytest.mark.parametrize("kind", ["member.role_taken", "member.left"])
def test_without_its_audit_row_nothing_is_saved(oakfield, olu, lena, tom, monkeypatch, kind):
    monkeypatch.delitem(types._WORDS, kind)

    with pytest.raises(types.UnknownEventType):
        leaving.end(by=olu, membership=member(tom))
    assert member(tom).left_on is None
    assert member(tom).roles == tom.roles
