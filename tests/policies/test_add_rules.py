"""`manage.py add_rules`: what a school lacks is added, what it has stays."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from esafety.audit import types
from policies.models import RuleTable, RuleTableVersion
from policies.services import approving, drafting, seeding
from tests.policies.changes import reword, table

ALL = len(list(seeding.SEEDS.glob("*.csv")))


@pytest.fixture
def older(oakfield, monkeypatch, lena, hari):
    """A school made when the product had two grids, of which it has changed one."""
    now = seeding._seeded()
    with monkeypatch.context() as patch:
        patch.setattr(seeding, "_seeded", lambda: [now[0], now[3]])
        call_command("add_rules", stdout=StringIO())
    draft = drafting.begin(table=table("pupil-actions"), by=lena)
    draft = reword(draft, 1, "Our words", by=lena)
    approving.propose(draft=draft, comment="c", starts_on=timezone.localdate(), by=lena)
    approving.approve(draft=draft, revision=draft.revision, by=hari)
    return oakfield


def run():
    out = StringIO()
    call_command("add_rules", stdout=out)
    return out.getvalue().splitlines()


def test_every_school_gets_what_it_lacks_and_keeps_what_it_has(older, brook):
    before = list(RuleTableVersion.objects.order_by("pk").values())

    told = run()

    assert "added levels-misuse" in told[0]
    assert "pupil-actions" not in told[0]
    assert "pupil-actions" in told[1]
    assert list(RuleTableVersion.objects.order_by("pk").values())[: len(before)] == before
    assert RuleTable.objects.count() == ALL
    with scope(school=brook):
        assert RuleTable.objects.count() == ALL


def test_the_second_time_there_is_nothing_to_do(older, brook):
    run()
    with scopes_disabled():
        before = RuleTableVersion.objects.count()

    assert all(line.endswith(": has every table.") for line in run())
    with scopes_disabled():
        assert RuleTableVersion.objects.count() == before


def test_without_its_audit_rows_a_school_gets_nothing(oakfield, monkeypatch):
    monkeypatch.delitem(types._WORDS, "rules.version_made")

    with pytest.raises(types.UnknownEventType), transaction.atomic():
        run()
    assert not RuleTable.objects.exists()
