"""When a campaign reminds: school days, school hours, the last of several."""

from datetime import UTC, date, datetime

import pytest

from aup.campaign_calendar import reminder_due
from aup.models import Campaign
from esafety.schools import queries as schools


def due(school, day, hour=9, opens=date(2026, 11, 3), days=(3, 7, 14)):
    now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    campaign = Campaign(opens_on=opens, reminder_days=list(days))
    return reminder_due(campaign, schools.calendar_of(school), now)


@pytest.mark.parametrize(
    ("day", "reminder"),
    [
        (date(2026, 11, 5), None),  # two days after
        (date(2026, 11, 6), 3),  # Friday
        (date(2026, 11, 7), None),  # Saturday
        (date(2026, 11, 9), 3),  # Monday: still the third
        (date(2026, 11, 10), 7),
        (date(2026, 11, 17), 14),
    ],
)
def test_the_day_of_a_reminder(oakfield, day, reminder):
    assert due(oakfield, day) == reminder


def test_not_before_school_begins(oakfield):
    assert due(oakfield, date(2026, 11, 6), hour=6) is None


def test_over_half_term_only_the_last_goes_out(oakfield):
    opens = date(2026, 10, 23)

    assert due(oakfield, date(2026, 10, 26), opens=opens) is None
    assert due(oakfield, date(2026, 11, 2), opens=opens) == 7


def test_without_days_there_is_no_reminder(oakfield):
    assert due(oakfield, date(2026, 11, 17), days=()) is None
