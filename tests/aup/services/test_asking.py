"""Asking: once for each person and version."""

from datetime import date

import pytest
from django.db import DatabaseError

from aup.choices import AskState
from aup.models import AgreementVersion, Ask
from aup.services import asking
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from tests.aup.asked import asked, version_of
from tests.factories.people import make_person


def newer(version, **changes):
    row = AgreementVersion.objects.get(pk=version.pk)
    row.pk, row.number, row.effective_from = None, version.number + 1, date(2026, 11, 1)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


def test_nobody_is_asked_twice_for_the_same_version(oakfield, agreed, olu):
    ada, ben = (
        make_person(oakfield, "Ada Ash", year_group="4"),
        make_person(oakfield, "Ben Birch", year_group="5"),
    )
    version = version_of("pupils_primary")

    first = asking.ask(version=version, people=[ada], by=olu, due_on=date(2026, 12, 1))
    second = asking.ask(version=version, people=[ada, ben], by=olu)

    assert [row.subject for row in first + second] == [ada, ben]
    assert Ask.objects.get(subject=ada).due_on == date(2026, 12, 1)
    numbers = [e.data["number"] for e in AuditEvent.objects.filter(type="agreement.asked")]
    assert numbers == [1, 1]


def test_asking_nobody_leaves_no_trace(oakfield, agreed, olu):
    assert asking.ask(version=version_of("staff"), people=[], by=olu) == []
    assert not AuditEvent.objects.filter(type="agreement.asked").exists()


def test_a_newer_version_takes_the_place_of_the_older_question(oakfield, agreed, olu):
    ada = make_person(oakfield, "Ada Ash", year_group="4")
    earlier = asked(oakfield, ada)

    [later] = asking.ask(version=newer(earlier.version), people=[ada], by=olu)

    assert Ask.objects.get(pk=earlier.pk).state == AskState.SUPERSEDED
    assert later.state == AskState.ASKED
    assert AuditEvent.objects.get(type="agreement.superseded").object == str(earlier)


def test_without_an_audit_row_nobody_is_asked(oakfield, agreed, olu, monkeypatch):
    def fail(**_facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fail)
    ada = make_person(oakfield, "Ada Ash", year_group="4")
    with pytest.raises(DatabaseError):
        asking.ask(version=version_of("pupils_primary"), people=[ada], by=olu)

    assert not Ask.objects.exists()


def test_two_thousand_are_asked_with_few_queries(
    oakfield, agreed, olu, django_assert_max_num_queries
):
    people = [make_person(oakfield, f"Ada Ash{n}", year_group="4") for n in range(50)]

    with django_assert_max_num_queries(18):
        assert len(asking.ask(version=version_of("pupils_primary"), people=people, by=olu)) == 50
