"""Reads of the rules: what is in force on a day, in one school."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django_scopes import scope

from esafety.schools.models import School
from policies import queries
from policies.models import RuleTable, RuleTableVersion
from policies.services import approving


def next_version(school, begins, number=2):
    table = RuleTable.objects.get(code="pupil-actions")
    return RuleTableVersion.objects.create(
        school=school,
        table=table,
        number=number,
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


@pytest.mark.parametrize(
    ("begins", "days", "number"),
    [
        ([7, 14], 6, 1),
        ([7, 14], 7, 2),
        ([7, 14], 20, 3),
        # Approved later, to begin sooner: it takes the place of the one still to come, for good.
        ([30, 7], 6, 1),
        ([30, 7], 7, 3),
        ([30, 7], 40, 3),
        ([0, 0], 0, 3),
        ([0, 30, 7], 3, 2),
        ([0, 30, 7], 31, 4),
    ],
)
def test_of_several_to_come_the_newest_that_has_begun_is_in_force(ruled, begins, days, number):
    today = timezone.localdate()
    for place, later in enumerate(begins):
        next_version(ruled, today + timedelta(days=later), place + 2)

    assert queries.in_force("pupil-actions", today + timedelta(days=days)).number == number
    assert queries.in_force("pupil-actions", today - timedelta(days=1)).number == 1


def test_drafts_are_for_those_who_manage_or_approve(proposed, lena, hari, sima, tom, gwen, boris):
    shown = {
        who.display_name: (
            queries.drafts_visible_to(who).count(),
            queries.waiting_for(who).count(),
        )
        for who in (lena, hari, sima, tom, gwen)
    }

    assert shown == {
        "Lena Larch": (1, 0),
        "Hari Hazel": (1, 1),
        "Sima Sycamore": (1, 1),
        "Tom Thorn": (0, 0),
        "Gwen Gorse": (0, 0),
    }
    with scope(school=School.objects.get(pk=boris.school_id)):
        assert not queries.drafts_visible_to(boris).exists()


def test_an_author_does_not_wait_for_their_own_approval(proposed, hari):
    type(proposed).objects.filter(pk=proposed.pk).update(changed_by=hari.membership_id)

    assert not queries.waiting_for(hari).exists()


def test_names_are_of_members_alone(ruled, lena):
    assert queries.names_of({lena.ref, "system:setup", "member:x", "member:999999"}) == {
        lena.ref: "Lena Larch"
    }


def test_codes_of_all_versions_are_known_with_their_newest_words(proposed, hari):
    approving.approve(draft=proposed, revision=proposed.revision, by=hari)
    rows, columns = queries.words_by_code(proposed.table)

    assert rows["non_educational_sites"] == "Using sites without permission"
    assert columns["warning"] == "Warning"
    chart = RuleTable.objects.get(code="chart-illegal")
    assert queries.words_by_code(chart)[0] == {}


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
