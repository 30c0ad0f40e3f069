"""What happens to an account is recorded where its user belongs."""

import pytest
from django_scopes import scope

from esafety.accounts.models import User
from esafety.audit.models import AuditEvent
from esafety.audit.types import UnknownEventType
from esafety.schools import queries
from esafety.schools.services import account_events, members
from tests.factories.schools import make_member

pytestmark = pytest.mark.django_db


def test_each_school_of_the_user_gets_its_own_row(lena, oakfield, brook):
    with scope(school=brook):
        there = make_member(brook, "Lena Larch", user=User.objects.get(pk=lena.user_id))

    account_events.record_everywhere(lena.user_id, "account.signed_in")

    for school, actor in ((oakfield, lena), (brook, there)):
        with scope(school=school):
            (event,) = AuditEvent.objects.all()
            assert (event.actor, event.object) == (actor.ref, actor.ref)


def test_a_leaver_leaves_no_row(lena, tom):
    members.leave(by=lena, membership=queries.members().get(pk=tom.membership_id))

    account_events.record_everywhere(tom.user_id, "account.signed_in")

    assert not AuditEvent.objects.filter(type="account.signed_in").exists()


def test_an_event_that_cannot_be_recorded_stops_the_act(lena):
    with pytest.raises(UnknownEventType):
        account_events.record_everywhere(lena.user_id, "account.no_such_thing")

    assert not AuditEvent.objects.exists()
