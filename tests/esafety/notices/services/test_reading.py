"""Marking notices as read."""

import pytest
from django.db import transaction

from esafety.access.roles import Role
from esafety.audit import types as audit_types
from esafety.audit.models import AuditEvent
from esafety.notices import services as notices
from esafety.notices.models import Notice
from esafety.notices.services import reading
from tests.esafety.notices.conftest import TUESDAY, tell
from tests.factories.incidents import make_incident
from tests.factories.schools import make_member


def unread() -> int:
    return Notice.objects.filter(read_at__isnull=True).count()


def test_one_is_read_and_that_is_recorded(incident, lena):
    notice = reading.read(by=lena, notice=tell(lena, incident))

    event = AuditEvent.objects.get()
    assert notice.read_at == TUESDAY
    assert (event.type, event.object) == ("notice.read", incident.audit_ref)
    assert event.data == {"kind": "incident.submitted"}


def test_a_second_time_nothing_happens(incident, lena):
    notice = tell(lena, incident)
    reading.read(by=lena, notice=notice)
    reading.read(by=lena, notice=notice)

    assert AuditEvent.objects.count() == 1


def test_nobody_reads_anothers(incident, lena, dee):
    reading.read(by=dee, notice=tell(lena, incident))

    assert unread() == 1
    assert not AuditEvent.objects.exists()


def test_all_that_is_shown_is_read_and_what_is_hidden_stays(incident, oakfield, lena, tom):
    hidden = make_incident(oakfield, typed=[("Ms Larch", "staff", "witness")])
    tell(lena, incident)
    tell(lena, hidden)
    tell(tom, incident)

    assert reading.read_all(by=lena) == 1
    assert unread() == 2
    assert [event.object for event in AuditEvent.objects.all()] == [incident.audit_ref]


def test_who_opens_the_thing_has_read_what_was_told_of_it(incident, oakfield, lena):
    other = make_incident(oakfield)
    tell(lena, incident)
    tell(lena, incident)
    tell(lena, other)

    assert notices.opened(by=lena, object=incident.audit_ref) == 2
    assert unread() == 1


@pytest.mark.parametrize("act", ["read", "read_all", "opened"])
def test_what_cannot_be_recorded_is_not_saved(incident, oakfield, lena, monkeypatch, act):
    make_member(oakfield, "Pat Pine", Role.DEPUTY_LEAD)
    notice = tell(lena, incident)
    more = {
        "read": {"notice": notice},
        "read_all": {},
        "opened": {"object": incident.audit_ref},
    }[act]
    monkeypatch.setattr(audit_types, "_WORDS", {})

    with pytest.raises(audit_types.UnknownEventType), transaction.atomic():
        getattr(reading, act)(by=lena, **more)

    assert unread() == 1
