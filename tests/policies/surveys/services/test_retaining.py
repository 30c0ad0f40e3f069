"""A year after a survey was closed its sheets go; what was shown of them stays."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from policies.surveys import presenters, queries, releasing, tasks
from policies.surveys.models import Sheet, Survey, Tally
from policies.surveys.services import retaining, running


@pytest.fixture
def closed(opened, answered, lena):
    answered(opened, [{"tell": [n % 2], "met": [0, n % 3]} for n in range(17)])
    return running.close(survey=opened, by=lena)


@pytest.fixture
def a_year_later(closed, time_machine):
    time_machine.move_to("2027-11-04 09:00:00Z", tick=False)
    return Actor.for_system("surveys", school_id=closed.school_id)


def shown(survey):
    found = queries.results_of(survey)
    return [(told.words, rows) for told, rows in presenters.questions(found)], found.answers


def test_the_results_read_the_same_without_the_sheets(closed, a_year_later, oakfield, lena):
    before, sent = shown(closed), queries.listed(lena).get().sent

    tasks.remove_old_sheets(oakfield)

    assert not Sheet.objects.exists()
    assert shown(closed) == before
    assert before[1] == 17
    assert queries.listed(lena).get().sent == sent == 17
    day = dt.date(2026, 11, 3)
    assert queries.figures(day, day)["surveys"] == [{"audience": "pupils", "answers": 17}]
    assert AuditEvent.objects.get(type="survey.sheets_removed").data == {"sheets": 17}
    tasks.remove_old_sheets(oakfield)
    assert Tally.objects.count() == 1


def test_no_small_count_is_kept(closed, a_year_later):
    tally = retaining.remove_sheets(survey=closed, by=a_year_later)

    numbers = [cell for cell in tally.cells.values() if isinstance(cell, int)]
    assert numbers
    assert not [number for number in numbers if 0 < number < 5]


def test_of_a_few_answers_nothing_stays(opened, answered, lena, time_machine):
    answered(opened, [{"met": [0]}] * 9)
    running.close(survey=opened, by=lena)
    time_machine.move_to("2027-11-04 09:00:00Z", tick=False)
    by = Actor.for_system("surveys", school_id=opened.school_id)

    tally = retaining.remove_sheets(survey=opened, by=by)

    assert (tally.answers, tally.cells) == (0, {})
    assert not queries.results_of(Survey.objects.get()).enough


def test_the_next_year_is_compared_with_what_stays(closed, a_year_later, lena, answered):
    day = dt.date(2027, 11, 4)
    new = running.make(audience="pupils", opens_on=day, closes_on=day, by=lena)
    running.open_(survey=new, by=lena)
    answered(new, [{"tell": [n % 2], "met": [0, n % 3]} for n in range(15)])
    new = running.close(survey=new, by=lena)
    before = shown(new)

    retaining.remove_sheets(survey=closed, by=a_year_later)

    assert shown(new) == before
    assert queries.results_of(new).answers_before == 17


def test_not_before_a_year_nor_twice_nor_an_open_one(opened, lena, time_machine):
    with pytest.raises(Refused, match="for a year"):
        retaining.remove_sheets(survey=opened, by=lena)
    running.close(survey=opened, by=lena)
    time_machine.move_to("2027-11-02 09:00:00Z", tick=False)
    with pytest.raises(Refused, match="for a year"):
        retaining.remove_sheets(survey=opened, by=lena)
    time_machine.move_to("2027-11-04 09:00:00Z", tick=False)
    retaining.remove_sheets(survey=opened, by=lena)
    with pytest.raises(Refused, match="already"):
        retaining.remove_sheets(survey=opened, by=lena)


def test_the_database_lets_no_sheet_go_before_its_tally_is_kept(closed, a_year_later):
    refused = (
        lambda: Sheet.objects.all().delete(),
        lambda: Sheet.objects.update(chosen={}),
    )
    for change in refused:
        with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
            change()
    releasing.release(connection)
    retaining.remove_sheets(survey=closed, by=a_year_later)
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        Tally.objects.update(answers=0)


def test_a_failing_audit_write_saves_nothing(closed, a_year_later, monkeypatch):
    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        retaining.remove_sheets(survey=closed, by=a_year_later)
    assert Sheet.objects.count() == 17
    assert not Tally.objects.exists()
