"""What the tests of training share."""

from datetime import date

import pytest

from policies.training.services import sessions

TODAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def today_session(oakfield, lena):
    """A yearly training of the staff, today."""
    return sessions.make(
        day=TODAY, kind="yearly", title="Yearly update", groups=["staff"], led_by="Lena", by=lena
    )
