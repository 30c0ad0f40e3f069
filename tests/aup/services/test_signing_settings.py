"""What a school decides about signing."""

import pytest
from django.db import DatabaseError

from aup import queries
from aup.models import AgreementSettings
from aup.services import signing_settings
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent

FACTS = {
    "parents_needed": "all", "ask_birth_date": True, "reminder_days": [5], "link_days": 20,
    "ask_new_people": False,
}  # fmt: skip


def test_the_choices_are_kept_once(oakfield, olu):
    assert queries.settings_of(oakfield.pk).ask_new_people
    for days in (20, 21):
        signing_settings.change(by=olu, **{**FACTS, "link_days": days})

    row = AgreementSettings.objects.get()
    assert (row.parents_needed, row.reminder_days, row.link_days) == ("all", [5], 21)
    assert AuditEvent.objects.filter(type="agreement.settings_changed").count() == 2


def test_a_teacher_decides_nothing(oakfield, tom):
    with pytest.raises(Refused):
        signing_settings.change(by=tom, **FACTS)


def test_without_an_audit_row_nothing_changes(oakfield, olu, monkeypatch):
    def fail(**_facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        signing_settings.change(by=olu, **FACTS)
    assert not AgreementSettings.objects.exists()
