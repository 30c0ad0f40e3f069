"""Sessions are entered, changed and, while nobody was noted, dropped."""

import pytest
from django.db import DatabaseError

from esafety.access.refused import Refused
from esafety.audit import services as audit
from policies.training.models import Session
from policies.training.services import attending, sessions
from tests.policies.training.conftest import TODAY

FACTS = {"day": TODAY, "kind": "yearly", "title": "Other", "groups": ["staff"]}
MORE = {"covered": "All of it", "led_by": "Dee", "guests": 3}


def test_entered_and_changed(today_session, olu):
    assert len(today_session.code) == 5
    row = sessions.change(session=today_session, by=olu, **FACTS, **MORE)

    row.refresh_from_db()
    assert (row.title, row.guests, row.covered) == ("Other", 3, "All of it")


def test_dropped_only_while_nobody_was_noted(today_session, lena, tom):
    other = sessions.make(by=lena, **FACTS)
    attending.tick(session=today_session, members=[tom.membership_id], by=lena)
    attending.tick(session=today_session, members=[], by=lena)
    with pytest.raises(Refused, match="stays"):
        sessions.drop(session=today_session, by=lena)
    sessions.drop(session=other, by=lena)
    assert Session.objects.get() == today_session


def test_only_who_keeps_training(today_session, tom, gwen):
    for actor in (tom, gwen):
        with pytest.raises(Refused):
            sessions.make(by=actor, **FACTS)
        with pytest.raises(Refused):
            sessions.change(session=today_session, by=actor, **FACTS, **MORE)
        with pytest.raises(Refused):
            sessions.drop(session=today_session, by=actor)


def test_a_failing_audit_write_saves_nothing(today_session, lena, monkeypatch):
    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    for act in (
        lambda: sessions.make(by=lena, **FACTS),
        lambda: sessions.change(session=today_session, by=lena, **FACTS, **MORE),
        lambda: sessions.drop(session=today_session, by=lena),
    ):
        with pytest.raises(DatabaseError):
            act()
    assert Session.objects.get().title == "Yearly update"


def test_a_code_that_a_session_has_is_not_given_again(today_session, monkeypatch):
    signs = iter(f"{today_session.code}22222")
    monkeypatch.setattr(sessions.secrets, "choice", lambda _alphabet: next(signs))

    assert sessions.new_codes(1) == ["22222"]
