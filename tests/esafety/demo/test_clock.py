from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from esafety.demo.clock import standing_at

MORNING = datetime(2026, 6, 3, 9, 30, tzinfo=ZoneInfo("Europe/London"))


def test_now_is_the_moment_in_utc_and_can_be_moved():
    with standing_at(MORNING) as clock:
        assert timezone.now().isoformat() == "2026-06-03T08:30:00+00:00"
        clock.set(datetime(2026, 7, 1, tzinfo=UTC))
        assert timezone.now() == datetime(2026, 7, 1, tzinfo=UTC)

    assert timezone.now() > datetime(2026, 7, 2, tzinfo=UTC)


def test_the_real_clock_comes_back_after_a_failure():
    real = timezone.now

    with pytest.raises(ZeroDivisionError), standing_at(MORNING):
        1 / 0  # noqa: B018

    assert timezone.now is real
