"""When a member wants mail."""

from datetime import time

import pytest
from django.db import transaction

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import types as audit_types
from esafety.audit.models import AuditEvent
from esafety.notices import queries
from esafety.notices.models import NoticeSettings
from esafety.notices.services import wishes
from tests.esafety.notices.conftest import member

CHOICE = {
    "mail": "digest",
    "quiet_from": time(18),
    "quiet_until": time(8),
    "quiet_days": "no_school",
    "digest_at": time(8, 15),
}


def test_who_never_said_has_mail_at_once_but_not_at_night_or_at_weekends(lena):
    row = queries.settings_of(member(lena))

    assert (row.mail, row.quiet_days) == ("at_once", "weekends")
    assert (row.quiet_from, row.quiet_until) == (time(19), time(7))


def test_a_choice_is_kept_and_recorded_and_changed_again(lena):
    wishes.change(by=lena, **CHOICE)
    wishes.change(by=lena, **{**CHOICE, "mail": "never"})

    row = queries.settings_of(member(lena))
    assert (row.mail, row.quiet_from, row.digest_at) == ("never", time(18), time(8, 15))
    assert NoticeSettings.objects.count() == 1
    last = AuditEvent.objects.order_by("seq").last()
    assert (last.type, last.object) == ("notice.settings_changed", lena.ref)
    assert last.data == {"mail": "never", "quiet_days": "no_school"}


def test_the_daily_mail_cannot_come_in_quiet_hours(lena):
    with pytest.raises(Refused, match="outside your quiet hours"):
        wishes.change(by=lena, **{**CHOICE, "digest_at": time(20)})

    assert not NoticeSettings.objects.exists()
    wishes.change(by=lena, **{**CHOICE, "mail": "at_once", "digest_at": time(20)})


def test_who_is_no_member_has_no_choice(oakfield):
    with pytest.raises(Refused):
        wishes.change(by=Actor(school_id=oakfield.pk), **CHOICE)


def test_what_cannot_be_recorded_is_not_saved(lena, monkeypatch):
    monkeypatch.setattr(audit_types, "_WORDS", {})
    with pytest.raises(audit_types.UnknownEventType), transaction.atomic():
        wishes.change(by=lena, **CHOICE)

    assert not NoticeSettings.objects.exists()
