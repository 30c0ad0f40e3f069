"""What needs a handler now: new reports, silent cases, their own open ones."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents import work
from incidents.tasking.choices import TaskState
from tests.incidents.cases import entry_of, make_case, member
from tests.incidents.tasking.given import make_task

LONG = timedelta(days=90)


def refs(pile) -> list[str]:
    return [incident.reference for incident, _clock in pile]


def silent(school, by, **extra):
    return make_case(school, "investigating", by=by, last_entry_at=timezone.now() - LONG, **extra)


def test_new_reports_wait_oldest_first_with_their_clock(oakfield, lena):
    new = make_case(oakfield)
    old = make_case(oakfield, submitted_at=timezone.now() - LONG)

    found = work.needs_me(lena, oakfield)

    assert refs(found.unacknowledged) == [old.reference, new.reference]
    assert refs(found.overdue) == [old.reference]
    assert found.unacknowledged[0][1].state == "overdue"
    assert not found.is_clear


def test_cases_without_an_entry_for_ten_school_days_are_named_whoever_handles_them(
    oakfield, lena, dee
):
    quiet = silent(oakfield, dee)
    make_case(oakfield, "investigating", by=dee)

    found = work.needs_me(lena, oakfield)

    assert refs(found.stale) == [quiet.reference]
    assert found.mine == []


def test_my_own_open_cases_are_mine(oakfield, lena, dee):
    mine = make_case(oakfield, "in_action", by=lena)
    for status in ("closed", "not_incident"):
        make_case(oakfield, status, by=lena)
    make_case(oakfield, "in_action", by=dee)

    assert refs(work.needs_me(lena, oakfield).mine) == [mine.reference]


def test_a_case_that_names_me_does_not_need_me(oakfield, lena, dee):
    make_case(oakfield, people=[(entry_of(lena), "offender")])
    silent(oakfield, dee, people=[(entry_of(lena), "offender")], handler=member(lena))

    assert work.needs_me(lena, oakfield) == work.Work()
    assert work.needs_me(lena, oakfield).is_clear


@pytest.mark.parametrize("who", ["tom", "gwen", "olu", "nat"])
def test_nothing_needs_those_who_do_not_handle_incidents(oakfield, who, request):
    make_case(oakfield)

    with CaptureQueriesContext(connection) as seen:
        actor = request.getfixturevalue(who)
        seen_before = len(seen)
        assert work.needs_me(actor, oakfield).is_clear
    assert len(seen) == seen_before


def test_fifty_are_shown_and_the_rest_is_said(oakfield, lena):
    for _each in range(51):
        make_case(oakfield)

    found = work.needs_me(lena, oakfield)

    assert (len(found.unacknowledged), found.more_unacknowledged) == (50, True)
    assert (found.more_stale, found.more_mine) == (False, False)


def test_it_costs_the_same_for_one_and_for_thirty(oakfield, lena, dee):
    counts = []
    for upto in (1, 30):
        for _each in range(upto):
            make_case(oakfield)
            silent(oakfield, lena)
        with CaptureQueriesContext(connection) as seen:
            found = work.needs_me(lena, oakfield)
            for pile in (found.unacknowledged, found.stale, found.mine):
                for incident, _clock in pile:
                    assert incident.get_absolute_url()
                    assert incident.handler is None or incident.handler.display_name
                    assert list(incident.types.all())
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 20


def test_my_tasks_are_those_to_be_done_with_the_oldest_first(oakfield, lena, tom):
    case = make_case(oakfield, "investigating", by=lena)
    later = make_task(case, lena, due_on="2030-02-01")
    first = make_task(case, lena, due_on="2030-01-01")
    make_task(case, lena, state=TaskState.DONE)
    make_task(case, tom)

    lines, more = work.tasks_of(lena, oakfield)

    assert ([line.task for line in lines], more) == ([first, later], False)


def test_of_many_tasks_ten_are_shown_and_it_says_that_there_are_more(oakfield, lena, gwen):
    case = make_case(oakfield, "investigating", by=lena)
    for _number in range(11):
        make_task(case, lena)

    lines, more = work.tasks_of(lena, oakfield)

    assert (len(lines), more) == (10, True)
    assert work.tasks_of(gwen, oakfield) == ([], False)


def test_a_task_of_a_case_that_names_me_is_none_of_mine(oakfield, lena):
    case = make_case(oakfield, people=[(entry_of(lena), "witness")])
    make_task(case, lena)

    assert work.tasks_of(lena, oakfield) == ([], False)
