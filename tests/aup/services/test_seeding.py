"""The agreements a new school starts with: the seeds, word for word."""

import hashlib

import pytest
from django.db import DatabaseError, transaction

from aup.choices import Audience
from aup.models import Agreement, AgreementVersion
from aup.services import seeding
from esafety.access.actor import Actor
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.schools import seeding as schools


def test_every_audience_gets_its_text(agreed):
    assert (
        list(Agreement.objects.order_by("pk").values_list("audience", flat=True)) == Audience.values
    )
    for version in AgreementVersion.objects.select_related("agreement"):
        seed = (seeding.SEEDS / f"{version.agreement.code}.md").read_bytes()
        assert version.text.encode() == seed
        assert version.sha256 == hashlib.sha256(seed).hexdigest()
        assert version.text.startswith(f"# {version.agreement.title}\n")
        assert version.material
    assert AuditEvent.objects.filter(type="agreement.version_made").count() == len(Audience)


def test_seeding_twice_makes_nothing_twice(agreed, oakfield):
    with transaction.atomic():
        schools.sow(Actor.for_system("setup", school_id=oakfield.pk))

    assert AgreementVersion.objects.count() == len(Audience)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_version_is_never_changed(agreed, act):
    rows = AgreementVersion.objects.filter(number=1)

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        rows.update(text="") if act == "update" else rows._raw_delete(rows.db)


def test_without_its_audit_row_nothing_is_saved(oakfield, monkeypatch):
    monkeypatch.delitem(types._WORDS, "agreement.version_made")

    with pytest.raises(types.UnknownEventType):
        seeding.agreements(Actor.for_system("setup", school_id=oakfield.pk))
    assert not Agreement.objects.exists()
