"""The tablet is opened for the day and closed."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from aup.models import KioskDay
from aup.queries import reception as queries
from aup.services import kiosk
from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent


@pytest.fixture
def at(monkeypatch):
    def set_clock(*when):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(*when, tzinfo=UTC))

    return set_clock


def test_it_ends_with_the_school_day(oakfield, olu, at):
    at(2026, 11, 23, 9, 0)
    row, token = kiosk.open_day(by=olu)

    assert row.ends_at == datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    assert token not in row.token_hash
    assert queries.kiosk_of(token) == row
    assert queries.kiosk_of("another") is None
    assert queries.kiosk_of("") is None
    at(2026, 11, 23, 15, 31)
    assert queries.kiosk_of(token) is None


def test_opened_in_the_evening_it_ends_at_midnight(oakfield, olu, at):
    at(2026, 11, 23, 18, 0)

    assert kiosk.open_day(by=olu)[0].ends_at == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


def test_it_is_closed_from_anywhere_once(oakfield, olu, lena):
    row, token = kiosk.open_day(by=olu)

    closed = kiosk.close(kiosk=row, by=lena)
    kiosk.close(kiosk=row, by=lena)

    assert closed.closed_by_id == lena.membership_id
    assert queries.kiosk_of(token) is None
    events = AuditEvent.objects.filter(object=str(row)).values_list("type", flat=True)
    assert list(events) == ["agreement.kiosk_opened", "agreement.kiosk_closed"]


def test_only_the_office_and_leads(oakfield, olu, tom):
    from dataclasses import replace

    with pytest.raises(Refused):
        kiosk.open_day(by=tom)
    with pytest.raises(Refused):
        kiosk.open_day(by=replace(olu, membership_id=None))
    row, _token = kiosk.open_day(by=olu)
    with pytest.raises(Refused):
        kiosk.close(kiosk=row, by=tom)


@pytest.mark.parametrize("act", ["open", "close"])
def test_without_the_audit_row_nothing_is_saved(oakfield, olu, monkeypatch, act):
    row = kiosk.open_day(by=olu)[0] if act == "close" else None

    def fail(**facts):
        raise DatabaseError

    monkeypatch.setattr("aup.services.kiosk.audit.record", fail)
    with pytest.raises(DatabaseError), transaction.atomic():
        kiosk.close(kiosk=row, by=olu) if row else kiosk.open_day(by=olu)
    assert KioskDay.objects.filter(closed_at__isnull=True).count() == (1 if row else 0)
