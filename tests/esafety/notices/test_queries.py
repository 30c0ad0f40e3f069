"""What is shown to a member, and who is present."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from esafety.notices import queries
from esafety.notices.models import Notice
from esafety.people.models import Person
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from tests.esafety.notices.conftest import TODAY, away, member, tell
from tests.factories.incidents import make_incident


def test_newest_first_and_read_ones_as_well(incident, oakfield, lena, tuesday):
    older = tell(lena, incident)
    tuesday.shift(60)
    newer = tell(lena, make_incident(oakfield))
    Notice.objects.filter(pk=older.pk).update(read_at=older.created_at)

    assert queries.shown_to(lena) == [newer, older]
    assert queries.unread(lena) == [newer]


def test_what_does_not_exist_for_its_reader_is_neither_shown_nor_counted(incident, lena):
    notice = tell(lena, incident)
    assert queries.unread_count(lena) == 1

    me = Person.objects.get(membership_id=lena.membership_id)
    incident.involved.create(school_id=lena.school_id, kind="staff", person=me, part="witness")

    assert queries.shown_to(lena) == []
    assert queries.unread_count(lena) == 0
    assert queries.shown(lena, notice.key) is None


def test_rows_are_called_by_reference_alone(incident, lena):
    notice = tell(lena, incident)

    assert str(notice) == f"notice:{notice.key}"
    assert str(queries.settings_of(member(lena))) == f"notice settings of {lena.ref}"


def test_nobody_sees_anothers_nor_another_schools(incident, lena, dee, boris, brook):
    notice = tell(lena, incident)

    assert queries.shown(lena, notice.key) == notice
    assert queries.shown(dee, notice.key) is None
    assert queries.shown(lena, uuid4()) is None
    with scope(school=brook):
        assert queries.shown_to(boris) == []


def test_counting_asks_the_same_for_one_and_for_thirty(incident, oakfield, lena):
    tell(lena, incident)
    with CaptureQueriesContext(
        connection,
    ) as one:
        assert queries.unread_count(lena) == 1
    for _number in range(29):
        tell(lena, make_incident(oakfield))
    with CaptureQueriesContext(connection) as thirty:
        assert queries.unread_count(lena) == 30

    assert len(thirty) == len(one)


def test_where_nothing_waits_it_is_one_question(lena, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.unread_count(lena) == 0


def test_who_is_present_today(tuesday, lena, dee, tom):
    away(dee)
    away(tom, first=TODAY + timedelta(days=1))
    members = list(schools.current_members().order_by("pk"))

    assert [m.pk for m in queries.present(members)] == [lena.membership_id, tom.membership_id]
    assert queries.away_today(m.pk for m in members) == {dee.membership_id}
    assert queries.away_today([]) == set()
    assert queries.present([]) == []


def test_whose_absence_may_be_opened(tuesday, lena, tom, nat):
    absence = away(tom, nat)

    assert queries.absence_of(tom, absence.key, manages=False) == absence
    assert queries.absence_of(nat, absence.key, manages=False) is None
    assert queries.absence_of(lena, absence.key, manages=True) == absence
    assert list(queries.standing_in(nat, TODAY)) == [absence]
    assert list(queries.standing_in(tom, TODAY)) == []
    assert list(queries.standing_in(nat, TODAY + timedelta(days=1))) == []


def test_governors_stand_in_for_governors_and_staff_for_staff(lena, tom, gwen, cora, hari):
    def names(actor):
        return {m.display_name.split()[0] for m in queries.may_stand_in_for(member(actor))}

    assert names(cora) == {"Gwen"}
    assert names(tom) == {"Lena", "Hari"}


@pytest.mark.usefixtures("tuesday")
def test_the_days_without_a_dsl_and_who_stands_in(oakfield, dee, tom):
    assert queries.safeguarding_gaps(oakfield) == []

    away(dee, tom, days=2)
    ((gap, stand_ins),) = queries.safeguarding_gaps(oakfield)
    assert (gap.first, gap.last) == (TODAY, TODAY + timedelta(days=1))
    assert stand_ins == [Membership.objects.get(pk=tom.membership_id)]
