"""The rules a new school starts with: the seeds, word for word."""

import hashlib

import pytest
from django.db import DatabaseError, connection, transaction

from esafety.access.actor import Actor
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.schools import seeding as schools
from policies import tables
from policies.models import RuleTable, RuleTableVersion
from policies.services import seeding

CODES = sorted(path.stem for path in seeding.SEEDS.glob("*.csv"))


@pytest.mark.parametrize("code", CODES)
def test_version_one_is_the_seed_byte_for_byte(ruled, code):
    version = RuleTableVersion.objects.get(table__code=code, number=1)
    seed = (seeding.SEEDS / f"{code}.csv").read_bytes().replace(b"\r\n", b"\n")

    assert tables.as_csv(version.rows).encode() == seed
    assert version.sha256 == hashlib.sha256(seed).hexdigest()


def test_every_seed_becomes_a_table_and_its_making_is_recorded(ruled):
    assert sorted(RuleTable.objects.values_list("code", flat=True)) == CODES
    events = AuditEvent.objects.filter(type="rules.version_made")
    assert {event.object for event in events} == {f"rules:{code}" for code in CODES}


def test_seeding_twice_makes_nothing_twice(ruled, oakfield):
    with transaction.atomic():
        seeding.rule_tables(Actor.for_system("setup", school_id=oakfield.pk))

    assert RuleTableVersion.objects.count() == len(CODES)


def test_a_new_school_gets_them_without_being_asked(oakfield):
    with transaction.atomic():
        schools.sow(Actor.for_system("setup", school_id=oakfield.pk))

    assert RuleTable.objects.count() == len(CODES)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_version_is_never_changed(ruled, act):
    rows = RuleTableVersion.objects.filter(number=1)

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        rows.update(number=2) if act == "update" else rows._raw_delete(rows.db)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE policies_ruletableversion SET rows = '[]'",
        "UPDATE policies_ruletableversion SET effective_from = '2020-01-01' WHERE number = 1",
        "DELETE FROM policies_ruletableversion",
    ],
)
def test_not_even_sql_by_hand_changes_a_version(ruled, sql):
    before = list(RuleTableVersion.objects.order_by("pk").values())

    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        connection.cursor().execute(sql)
    assert list(RuleTableVersion.objects.order_by("pk").values()) == before


def test_without_its_audit_row_nothing_is_saved(oakfield, monkeypatch):
    monkeypatch.delitem(types._WORDS, "rules.version_made")

    with pytest.raises(types.UnknownEventType):
        seeding.rule_tables(Actor.for_system("setup", school_id=oakfield.pk))
    assert not RuleTable.objects.exists()
