"""Opening and taking leave an audit row."""

import pytest
from django.db import DatabaseError, transaction

from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.audit.types import UnknownEventType
from esafety.schools.models import Membership
from reports import queries, readers
from reports.models import ReadingConfirmation
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


def test_a_governor_confirms_once_that_they_have_read_it(published, gwen, cora):
    first = reading.confirm(report=published, edition=2, by=gwen)

    assert reading.confirm(report=published, edition=2, by=gwen) == first
    [standing] = queries.publications(published)
    assert readers.of(standing) == readers.Readers(read=1, all=2)
    assert readers.read_at(standing, gwen) == first.read_at
    assert readers.read_at(standing, cora) is None
    row = AuditEvent.objects.get(type="report.read")
    assert (row.actor, row.data) == (gwen.ref, {"edition": 2})


def test_a_governor_who_left_is_not_counted(published, gwen, cora):
    reading.confirm(report=published, edition=2, by=gwen)
    Membership.objects.filter(pk=gwen.membership_id).update(left_on="2026-12-19")

    assert readers.of(queries.publications(published)[0]) == readers.Readers(read=0, all=1)


def test_an_edition_that_was_replaced_is_not_confirmed(published, gwen):
    with pytest.raises(Refused, match="newer edition"):
        reading.confirm(report=published, edition=1, by=gwen)


@pytest.mark.parametrize("who", ["lena", "hari", "dee", "tom"])
def test_only_governors_confirm(published, who, request):
    with pytest.raises(Refused):
        reading.confirm(report=published, edition=2, by=request.getfixturevalue(who))


def test_a_confirmation_stays(published, gwen):
    made = reading.confirm(report=published, edition=2, by=gwen)
    for act in (made.save, made.delete):
        with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
            act()


def test_when_the_audit_fails_nothing_is_confirmed(published, gwen, monkeypatch):
    monkeypatch.delitem(types._WORDS, "report.read")

    with pytest.raises(UnknownEventType):
        reading.confirm(report=published, edition=2, by=gwen)
    assert not ReadingConfirmation.objects.exists()
