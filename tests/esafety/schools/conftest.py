"""What tests of schools need."""

import pytest

from esafety.audit import types
from esafety.audit.models import AuditEvent


@pytest.fixture
def recorded():
    """The events of the school in scope: `recorded("member.left")` lists (actor, object, data)."""

    def of(type: str) -> list[tuple]:
        rows = AuditEvent.objects.filter(type=type).order_by("seq")
        return list(rows.values_list("actor", "object", "data"))

    return of


@pytest.fixture
def audit_fails(monkeypatch):
    """Make the writing of one type of event fail."""

    def on(type: str):
        monkeypatch.delitem(types._WORDS, type)
        return types.UnknownEventType

    return on
