"""Opening and taking leave an audit row."""

import pytest

from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.audit.types import UnknownEventType
from reports.services import reading


def test_opening_is_recorded(report, lena):
    reading.opened(report=report, by=lena)

    row = AuditEvent.objects.order_by("-seq").first()
    assert (row.type, row.object, row.actor) == ("report.viewed", "report:2026-1", lena.ref)


def test_taking_a_copy_is_recorded_with_its_fingerprint(published, gwen):
    edition = published.editions.last()
    reading.downloaded(edition=edition, by=gwen)

    row = AuditEvent.objects.order_by("-seq").first()
    assert row.data == {"edition": 2, "sha256": edition.pdf_sha256}


def test_what_is_not_for_one_is_not_found(built, gwen):
    with pytest.raises(Refused, match="not found"):
        reading.opened(report=built, by=gwen)
    with pytest.raises(Refused, match="not found"):
        reading.downloaded(edition=built.editions.get(), by=gwen)


def test_when_the_audit_fails_nothing_is_handed_out(published, gwen, monkeypatch):
    edition = published.editions.last()
    monkeypatch.delitem(types._WORDS, "report.viewed")
    monkeypatch.delitem(types._WORDS, "report.downloaded")

    with pytest.raises(UnknownEventType):
        reading.opened(report=published, by=gwen)
    with pytest.raises(UnknownEventType):
        reading.downloaded(edition=edition, by=gwen)
