"""Reads of the rules: what is in force on a day, in one school."""

from datetime import date, timedelta

from django.utils import timezone
from django_scopes import scope

from policies import queries
from policies.models import RuleTable, RuleTableVersion


def next_version(school, begins):
    table = RuleTable.objects.get(code="pupil-actions")
    return RuleTableVersion.objects.create(
        school=school,
        table=table,
        number=2,
        effective_from=begins,
        rows=[["code", "misuse", "warning"]],
        sha256="0" * 64,
        made_at=timezone.now(),
        made_by_ref="system:tests",
    )


def test_the_version_of_the_day_is_in_force(ruled):
    begins = timezone.localdate() + timedelta(days=7)
    second = next_version(ruled, begins)

    assert queries.in_force("pupil-actions", begins) == second
    assert queries.in_force("pupil-actions", begins - timedelta(days=1)).number == 1
    assert list(queries.versions(second.table)) == [
        second,
        queries.in_force("pupil-actions", timezone.localdate()),
    ]


def test_before_the_first_took_effect_the_first_counts(ruled):
    assert queries.in_force("pupil-actions", date(1990, 1, 1)).number == 1


def test_there_is_no_version_of_what_a_school_does_not_have(ruled, brook):
    assert queries.in_force("nothing", timezone.localdate()) is None
    with scope(school=brook):
        assert queries.in_force("pupil-actions", timezone.localdate()) is None
        assert not queries.tables().exists()


def test_tables_come_in_the_order_they_were_made(ruled):
    assert [t.code for t in queries.tables()][:2] == ["pupil-actions", "levels-misuse"]


def test_a_version_names_its_columns_and_records(ruled):
    version = queries.in_force("user-actions", timezone.localdate())

    assert version.columns == ["code", "activity", "group", "rating"]
    assert version.records[0]["rating"] == "unacceptable_and_illegal"
    assert str(version) == "rules:user-actions:1"
