"""A signature is withdrawn with a reason, once, and stays."""

import pytest
from django.db import DatabaseError, transaction

from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.signatures import queries
from esafety.signatures.choices import Standing
from esafety.signatures.models import Withdrawal
from esafety.signatures.services.withdrawing import withdraw
from tests.esafety.signatures.signed import signed


def test_it_is_withdrawn_with_its_reason(oakfield, tom):
    signature = signed(oakfield, tom)

    row = withdraw(signature=signature, reason=" I left. ", by=tom)

    assert (row.reason, row.withdrawn_by_ref) == ("I left.", tom.ref)
    assert queries.standing_of(queries.signatures().get()) == Standing.WITHDRAWN
    event = AuditEvent.objects.get(type="signature.withdrawn")
    assert event.object == str(signature)
    assert "left" not in str(event.data)


def test_a_reason_is_needed_and_once_is_enough(oakfield, tom):
    signature = signed(oakfield, tom)

    with pytest.raises(Refused, match="Say why"):
        withdraw(signature=signature, reason=" ", by=tom)
    withdraw(signature=signature, reason="I left.", by=tom)
    with pytest.raises(Refused, match="already"):
        withdraw(signature=signature, reason="Again.", by=tom)


def test_without_an_audit_row_nothing_is_withdrawn(oakfield, tom, monkeypatch):
    signature = signed(oakfield, tom)

    def fail(**_facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        withdraw(signature=signature, reason="I left.", by=tom)

    assert not Withdrawal.objects.exists()


def test_a_withdrawal_is_never_changed(oakfield, tom):
    withdraw(signature=signed(oakfield, tom), reason="I left.", by=tom)

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        Withdrawal.objects.update(reason="x")
