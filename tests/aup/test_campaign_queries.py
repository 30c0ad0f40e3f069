"""How a campaign stands: numbers, who is missing, and which parts."""

from datetime import date

import pytest
from django.db import connection

from aup.models import AgreementSettings
from aup.queries import campaigns as queries
from aup.services import campaigns
from esafety.jobs.models import Job
from esafety.signatures.choices import Part
from tests.aup.asked import asked, decline, sign
from tests.aup.rounds import pupil, running
from tests.factories.people import make_person


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def row(agreed, olu):
    """Six pupils asked: one signed, one with her own part, one refused."""
    for n, (year, tutor) in enumerate((("3", "3A"), ("3", "3B"), ("4", "4A")) * 2):
        pupil(agreed, f"Ada{n} Ash", f"Pia{n} Ash", year=year, tutor=tutor)
    made = running(olu)
    first, second, third, *_others = queries.asks().order_by("pk")
    sign(first, "own", olu, person=first.subject)
    sign(first, "parent", olu)
    sign(second, "own", olu, person=second.subject)
    decline(third, "parent", olu)
    return made


def test_the_figures_equal_a_count_by_hand(row):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.year_group, p.tutor_group, p.kind, a.state, COUNT(*) FROM aup_ask a "
            "JOIN people_person p ON p.id = a.subject_id WHERE a.campaign_id = %s "
            "GROUP BY p.year_group, p.tutor_group, p.kind, a.state",
            [row.pk],
        )
        by_hand = cursor.fetchall()

    assert sorted(queries.standing(row)) == sorted(by_hand)
    [listed] = queries.with_counts()
    assert (listed.asked, listed.signed) == (6, 1)


def test_who_is_missing_by_group(row):
    def names(**chosen):
        return sorted(a.subject.first_name for a in queries.still_missing(row, **chosen))

    assert len(names()) == 5
    assert names(year="4") == ["Ada2", "Ada5"]
    assert names(tutor="3B") == ["Ada1", "Ada4"]
    assert names(kind="staff") == []
    assert names(state="declined") == ["Ada2"]


def test_which_parts_are_missing(row):
    rows = list(queries.still_missing(row))
    found = {ask.subject.first_name: queries.missing_in(rows)[ask.pk] for ask in rows}

    assert found["Ada1"] == [Part.PARENT]
    assert found["Ada3"] == [Part.OWN, Part.PARENT]


def test_where_all_parents_sign_one_alone_is_not_enough(row, olu, agreed):
    AgreementSettings.objects.create(school=agreed, parents_needed="all")
    child = pupil(agreed, "Kit Key", "Kay Key", "Kim Key", year="1")
    ask = asked(agreed, child)
    sign(ask, "parent", olu, person=child.guardians.first().guardian)

    assert queries.missing_in([ask]) == {ask.pk: [Part.PARENT]}
    assert queries.missing_in([]) == {}


def test_as_many_queries_for_one_as_for_thirty(row, django_assert_num_queries):
    for many in (1, 5):
        with django_assert_num_queries(3):
            assert len(queries.missing_in(queries.still_missing(row)[:many])) == many


def test_the_groups_to_choose_from_are_those_with_somebody(row, agreed):
    make_person(agreed, "Zed Gone", year_group="5", tutor_group="5Z", left_on=date(2026, 1, 1))

    assert queries.groups_of(row.agreement, date(2026, 11, 3)) == {
        "year_groups": ["3", "4"],
        "tutor_groups": ["3A", "3B", "4A"],
        "kinds": ["pupil"],
    }


def test_whether_letters_are_being_written(row, olu):
    assert queries.is_asking(row)
    Job.objects.filter(kind="campaign.ask").update(state="done")
    assert not queries.is_asking(row)


def test_days_of_closing_and_reminding(row, olu):
    assert list(queries.run_out(date(2026, 11, 27))) == []
    assert list(queries.run_out(date(2026, 11, 28))) == [row]
    assert list(queries.reminding(date(2026, 11, 3))) == []
    assert list(queries.reminding(date(2026, 11, 4))) == [row]
    assert list(queries.reminding(date(2026, 11, 28))) == []
    campaigns.pause(campaign=row, by=olu)
    assert list(queries.reminding(date(2026, 11, 4))) == []
    assert list(queries.run_out(date(2026, 11, 28))) == [row]
