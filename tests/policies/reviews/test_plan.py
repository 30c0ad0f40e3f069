"""The plan of reminders, without a database: exactly the right days, each once."""

import time
from datetime import date, timedelta
from datetime import time as clock
from zoneinfo import ZoneInfo

import pytest

from esafety.schools.calendar import SchoolCalendar, Span
from policies.reviews import reminders
from policies.reviews.reminders import Due, Who, due, plan, recipients, steps_until

ON = date(2027, 3, 10)
FIRST, LAST = date(2026, 9, 1), date(2028, 8, 31)


def days(n):
    return ON + timedelta(days=n)


def calendar():
    """Two school years with their holidays."""
    terms, closures = [], []
    for year in (2026, 2027):
        terms += [
            Span(date(year, 9, 2), date(year, 12, 18)),
            Span(date(year + 1, 1, 4), date(year + 1, 3, 25)),
            Span(date(year + 1, 4, 12), date(year + 1, 7, 21)),
        ]
        closures += [Span(date(year, 10, 26), date(year, 10, 30))]
    return SchoolCalendar(
        ZoneInfo("Europe/London"), clock(8, 30), clock(15, 30), tuple(terms), tuple(closures)
    )


def test_the_steps_whose_day_has_come():
    assert steps_until(ON, days(-91)) == []
    assert steps_until(ON, days(-90)) == [-90]
    assert steps_until(ON, days(-7)) == [-90, -30, -7]
    assert steps_until(ON, ON) == [-90, -30, -7]
    assert steps_until(ON, days(16)) == [-90, -30, -7, 1, 8, 15]


def test_to_the_owner_then_the_lead_then_the_head():
    assert recipients(-90) == (Who.OWNER,)
    assert recipients(-30) == (Who.OWNER, Who.LEAD)
    assert recipients(-7) == recipients(8) == (Who.OWNER, Who.LEAD, Who.HEAD)


@pytest.mark.parametrize(
    ("today", "done", "expected"),
    [
        (days(-91), (), None),
        (days(-90), (), Due(-90)),
        (days(-89), (-90,), None),
        (days(-30), (-90,), Due(-30)),
        (days(-3), (-90, -30), Due(-7)),
        (days(9), (-90, -30), Due(8, (-7, 1))),
        (days(9), (-90, -30, -7, 1, 8), None),
    ],
)
def test_what_waited_goes_with_the_latest(today, done, expected):
    assert due(ON, today, done=done) == expected


def test_whom_an_earlier_step_is_for_is_among_those_of_every_later_one():
    steps = (-90, -30, -7, 1, 8, 15)
    for place, earlier in enumerate(steps):
        assert all(set(recipients(earlier)) <= set(recipients(late)) for late in steps[place:])


def test_steps_before_the_date_was_set_never_were():
    assert due(ON, days(-20), since=days(-20)) is None
    assert due(ON, days(-7), since=days(-20)) == Due(-7)


def test_on_school_days_exactly_and_the_next_one_over_holidays():
    sent = {one.step: day for day, one in plan(ON, FIRST, days(16), lambda _day: True)}
    assert sent == {step: days(step) for step in (-90, -30, -7, 1, 8, 15)}

    moved = [(day, one) for day, one in plan(date(2027, 4, 5), FIRST, date(2027, 4, 14),
                                             calendar().is_school_day)]  # fmt: skip
    assert moved == [
        (date(2027, 1, 5), Due(-90)),
        (date(2027, 3, 8), Due(-30)),  # 6 March is a Saturday
        (date(2027, 4, 12), Due(1, (-7,))),  # the holiday begins on 26 March
        (date(2027, 4, 13), Due(8)),
    ]


def test_a_worker_down_for_ten_days_sends_each_once():
    down = range(-32, -21)
    working = lambda day: (day - ON).days not in down  # noqa: E731
    sent = [one.step for _day, one in plan(ON, FIRST, ON, working)]

    assert sent == [-90, -30, -7]


def test_two_years_of_300_policies_in_30_schools():
    """Every date, every step: once, never before its day, never on a day without school, and as
    soon as a school day comes; in seconds."""
    started, count, school_day = time.monotonic(), 0, calendar().is_school_day
    known = {FIRST + timedelta(days=n): school_day(FIRST + timedelta(days=n)) for n in range(731)}
    for school in range(30):
        for policy in range(10):
            on = FIRST + timedelta(days=7 * policy + 11 * school + 95)
            seen: set[int] = set()
            for day, one in plan(on, FIRST, LAST, known.__getitem__):
                both = {*one.steps}
                assert not both & seen
                assert known[day]
                nominal = on + timedelta(days=one.step)
                assert nominal <= day
                waited = (nominal + timedelta(days=n) for n in range((day - nominal).days))
                assert not any(known[each] for each in waited)
                seen |= both
                count += 1
            assert seen == set(steps_until(on, max(d for d in known if known[d])))
    assert count > 9000
    assert time.monotonic() - started < 20
    assert reminders.BEFORE == (-90, -30, -7)
