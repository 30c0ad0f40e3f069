"""Clocks in the school's own hours: 4 school hours to acknowledge, 10 school days of silence."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from esafety.schools.queries import calendar_of
from incidents import clocks
from incidents.models import Incident, Task, TriageSettings

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def clock(school, status: str, since: str, now: str):
    incident = Incident(status=status, submitted_at=at(since), last_entry_at=at(since))
    found = clocks.clock_of(incident, calendar_of(school), at(now))
    return (found.state, found.words) if found else None


@pytest.mark.parametrize(
    ("since", "now", "state", "words"),
    [
        ("2026-11-03 09:00", "2026-11-03 09:30", "due", "Acknowledge by 13:00 today"),
        ("2026-11-03 09:00", "2026-11-03 12:10", "soon", "Acknowledge by 13:00 today"),
        ("2026-11-03 09:00", "2026-11-03 13:00", "overdue", "overdue since 13:00 today"),
        ("2026-11-03 14:30", "2026-11-03 15:00", "due", "Acknowledge by 11:30, 4 November"),
        ("2026-11-06 15:00", "2026-11-09 08:00", "due", "Acknowledge by 12:00 today"),
        ("2026-10-23 14:30", "2026-10-28 12:00", "due", "Acknowledge by 11:30, 2 November"),
        ("2026-12-18 15:00", "2026-12-20 12:00", "due", "Acknowledge by 12:00, 4 January 2027"),
        ("2026-12-18 15:00", "2027-01-05 12:00", "overdue", "overdue since 12:00, 4 January"),
        ("2026-11-07 20:00", "2026-11-07 21:00", "due", "Acknowledge by 12:30, 9 November"),
    ],
)
def test_a_report_is_to_be_acknowledged_within_four_school_hours(
    oakfield, since, now, state, words
):
    found = clock(oakfield, "submitted", since, now)

    assert found[0] == state
    assert found[1].endswith(words)


@pytest.mark.parametrize("status", ["acknowledged", "investigating", "in_action"])
@pytest.mark.parametrize(
    ("since", "now", "expected"),
    [
        ("2026-11-02 09:00", "2026-11-03 09:00", ("due", "Next entry by 15:30, 16 November")),
        ("2026-11-02 09:00", "2026-11-12 10:00", ("soon", "Next entry by 15:30, 16 November")),
        ("2026-11-02 09:00", "2026-11-16 15:29", ("soon", "Next entry by 15:30 today")),
        ("2026-11-02 09:00", "2026-11-16 15:30", ("overdue", "No entry for 10 school days")),
        ("2026-10-20 09:00", "2026-11-09 15:31", ("due", "")),
        ("2026-10-20 09:00", "2026-11-10 15:30", ("overdue", "No entry for 10 school days")),
    ],
)
def test_an_open_case_is_to_have_an_entry_within_ten_school_days(
    oakfield, status, since, now, expected
):
    state, words = clock(oakfield, status, since, now)
    if expected[1]:
        assert (state, words) == expected
    else:
        assert state != "overdue"


@pytest.mark.parametrize("status", ["closed", "not_incident", "merged"])
def test_no_clock_runs_for_what_is_over(oakfield, status):
    assert clock(oakfield, status, "2026-09-03 09:00", "2026-12-03 09:00") is None


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-03 09:00", "2026-11-03 11:30", 2.5),
        ("2026-11-03 07:00", "2026-11-03 18:00", 7),
        ("2026-11-03 15:00", "2026-11-04 09:00", 1),
        ("2026-11-06 15:00", "2026-11-09 09:00", 1),
        ("2026-10-23 15:30", "2026-11-02 08:30", 0),
        ("2026-11-03 11:00", "2026-11-03 09:00", 0),
        ("2027-03-25 15:00", "2027-04-12 09:00", 1),
    ],
)
def test_time_is_counted_while_the_school_is_open(oakfield, start, end, hours):
    found = clocks.school_hours(calendar_of(oakfield), at(start), at(end))

    assert found == timedelta(hours=hours)


def test_how_long_a_report_waited_is_said_in_words(oakfield):
    calendar, now = calendar_of(oakfield), at("2026-11-03 12:00")
    waiting = Incident(submitted_at=at("2026-11-03 11:00"))
    done = Incident(submitted_at=at("2026-11-02 15:00"), acknowledged_at=at("2026-11-03 10:15"))

    assert clocks.since_reported(waiting, calendar, now) == "Reported 1 school hour ago"
    assert clocks.since_reported(done, calendar, now) == "Acknowledged after 2 school hours"


def test_no_whole_hour_is_not_said_as_nought(oakfield):
    calendar, now = calendar_of(oakfield), at("2026-11-03 12:00")
    waiting = Incident(submitted_at=at("2026-11-03 11:40"))
    done = Incident(submitted_at=at("2026-11-03 11:00"), acknowledged_at=at("2026-11-03 11:20"))

    assert clocks.since_reported(waiting, calendar, now) == "Reported less than a school hour ago"
    assert clocks.since_reported(done, calendar, now) == "Acknowledged within a school hour"


@pytest.mark.parametrize("silent", range(40))
def test_the_list_of_silent_cases_and_their_clock_agree(oakfield, silent):
    calendar, now = calendar_of(oakfield), at("2026-11-18 12:00")
    last = now - timedelta(days=silent, hours=5)
    incident = Incident(status="investigating", last_entry_at=last)

    overdue = clocks.clock_of(incident, calendar, now).is_overdue

    assert overdue == (last < clocks.silent_before(calendar, now))


def test_a_school_that_never_opens_has_no_silent_cases(oakfield):
    from dataclasses import replace

    from esafety.schools.calendar import Span

    never = Span(at("2000-01-01 00:00").date(), at("2100-01-01 00:00").date())
    calendar = replace(calendar_of(oakfield), closures=(never,))

    assert clocks.silent_before(calendar, at("2026-11-18 12:00")) < at("2025-01-01 00:00")


OTHERS = TriageSettings(acknowledge_hours=2, head_after_days=2, silent_days=3)


@pytest.mark.parametrize(
    ("status", "since", "now", "words"),
    [
        ("submitted", "2026-11-03 09:00", "2026-11-03 09:30", "Acknowledge by 11:00 today"),
        ("in_action", "2026-11-02 09:00", "2026-11-05 15:30", "No entry for 3 school days"),
        ("in_action", "2026-11-02 09:00", "2026-11-02 10:00", "Next entry by 15:30, 5 November"),
    ],
)
def test_a_school_that_sets_its_own_clocks_sees_them_run(oakfield, status, since, now, words):
    incident = Incident(status=status, submitted_at=at(since), last_entry_at=at(since))
    calendar = calendar_of(oakfield)

    assert clocks.clock_of(incident, calendar, at(now), OTHERS).words == words
    assert clocks.silent_before(calendar, at("2026-11-05 15:30"), OTHERS) == at("2026-11-03 00:00")


@pytest.mark.parametrize(
    ("due", "now", "expected"),
    [
        ("2026-11-12", "2026-11-03 09:00", ("due", "Due on 12 November")),
        ("2026-11-04", "2026-11-03 09:00", ("soon", "Due on 4 November")),
        ("2026-11-09", "2026-11-06 09:00", ("soon", "Due on 9 November")),
        ("2026-11-03", "2026-11-03 23:59", ("soon", "Due today")),
        ("2026-11-03", "2026-11-04 00:00", ("overdue", "Was due on 3 November")),
        ("2026-12-18", "2027-01-05 09:00", ("overdue", "Was due on 18 December 2026")),
    ],
)
def test_a_task_is_overdue_once_its_day_is_over(oakfield, due, now, expected):
    task = Task(due_on=date.fromisoformat(due))
    found = clocks.clock_of_task(task, calendar_of(oakfield), at(now))

    assert (found.state, found.words) == expected


@pytest.mark.parametrize("state", ["done", "cancelled"])
def test_no_clock_runs_for_a_task_that_is_over(oakfield, state):
    task = Task(due_on=date(2026, 11, 3), state=state)

    assert clocks.clock_of_task(task, calendar_of(oakfield), at("2026-12-01 09:00")) is None


@pytest.mark.parametrize(
    ("day", "number", "opens"),
    [
        ("2026-11-03", 1, "2026-11-04 08:30"),
        ("2026-11-06", 2, "2026-11-10 08:30"),
        ("2026-10-23", 1, "2026-11-02 08:30"),
        ("2027-03-25", 1, "2027-04-12 08:30"),
    ],
)
def test_the_school_opens_on_the_next_school_day(oakfield, day, number, opens):
    found = clocks.opens_after(calendar_of(oakfield), date.fromisoformat(day), number)

    assert found == at(opens)


def test_a_silence_is_spoken_of_every_five_school_days(oakfield):
    calendar, now = calendar_of(oakfield), at("2026-11-30 16:00")

    found = clocks.silences(calendar, now, TriageSettings())

    assert found[:3] == [
        at("2026-11-17 00:00"),
        at("2026-11-10 00:00"),
        at("2026-11-03 00:00"),
    ]
    assert 0 < len(found) <= clocks.MOST_TIMES


def test_a_school_that_never_opens_runs_no_clock_for_ever(oakfield):
    from dataclasses import replace

    from esafety.schools.calendar import Span

    never = Span(date(2000, 1, 1), date(2100, 1, 1))
    calendar = replace(calendar_of(oakfield), closures=(never,))

    assert len(clocks.silences(calendar, at("2026-11-18 12:00"), TriageSettings())) == 1
    assert clocks.opens_after(calendar, date(2026, 11, 3), 1) > at("2028-11-03 00:00")
