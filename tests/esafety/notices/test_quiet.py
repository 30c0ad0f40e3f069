"""Quiet hours on the school's clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from esafety.notices.quiet import Quiet, is_quiet_hour

LONDON = ZoneInfo("Europe/London")


def quiet(starts="19:00", ends="07:00", days=()):
    return Quiet(
        LONDON,
        time.fromisoformat(starts),
        time.fromisoformat(ends),
        lambda day: day.weekday() in days,
    )


def at(text: str) -> datetime:
    """A moment on the wall clock of London."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "over"),
    [
        ("2026-11-10 10:00", "2026-11-10 10:00"),
        ("2026-11-10 18:59", "2026-11-10 18:59"),
        ("2026-11-10 19:00", "2026-11-11 07:00"),
        ("2026-11-10 23:30", "2026-11-11 07:00"),
        ("2026-11-11 00:00", "2026-11-11 07:00"),
        ("2026-11-11 06:59", "2026-11-11 07:00"),
        ("2026-11-11 07:00", "2026-11-11 07:00"),
    ],
)
def test_quiet_from_evening_to_morning(moment, over):
    assert quiet().over_at(at(moment)) == at(over)
    assert quiet().holds(at(moment)) == (moment != over)


@pytest.mark.parametrize(
    ("moment", "over"),
    [("12:59", "12:59"), ("13:00", "14:30"), ("14:30", "14:30"), ("23:00", "23:00")],
)
def test_quiet_within_a_day(moment, over):
    silent = quiet("13:00", "14:30")

    assert silent.over_at(at(f"2026-11-10 {moment}")) == at(f"2026-11-10 {over}")


def test_the_same_hour_twice_is_never_quiet():
    assert not quiet("19:00", "19:00").holds(at("2026-11-10 19:00"))


def test_quiet_days_wait_until_the_next_day_that_is_not():
    weekends = quiet(days=(5, 6))

    assert weekends.over_at(at("2026-11-13 20:00")) == at("2026-11-16 07:00")
    assert weekends.over_at(at("2026-11-14 12:00")) == at("2026-11-16 07:00")
    assert quiet("00:00", "00:00", (5, 6)).over_at(at("2026-11-14 12:00")) == at("2026-11-16 00:00")


def test_the_night_on_which_the_clock_changes_is_longer_or_shorter():
    spring = quiet().over_at(at("2027-03-27 19:00")) - at("2027-03-27 19:00")
    autumn = quiet().over_at(at("2026-10-24 19:00")) - at("2026-10-24 19:00")

    assert (spring, autumn) == (timedelta(hours=11), timedelta(hours=13))


def test_where_every_day_is_quiet_mail_comes_all_the_same():
    always = quiet(days=range(7))

    assert always.over_at(at("2026-11-10 10:00")) == at("2026-11-10 10:00")


@pytest.mark.parametrize(
    ("hour", "starts", "ends", "is_quiet"),
    [
        ("07:30", "19:00", "07:00", False),
        ("06:59", "19:00", "07:00", True),
        ("19:00", "19:00", "07:00", True),
        ("07:00", "19:00", "07:00", False),
        ("13:00", "13:00", "14:00", True),
        ("14:00", "13:00", "14:00", False),
        ("13:00", "13:00", "13:00", False),
    ],
)
def test_an_hour_is_quiet_or_not(hour, starts, ends, is_quiet):
    assert is_quiet_hour(*map(time.fromisoformat, (hour, starts, ends))) is is_quiet
