"""What the tests of surveys share."""

import uuid
from datetime import date

import pytest

from policies.surveys.services import answering, asking, running

TODAY = date(2026, 11, 3)
FIRST, LAST = TODAY, date(2026, 11, 20)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def drafted(oakfield, lena):
    """A survey of pupils that is not opened, with the starter questions."""
    asking.take_starters(audience="pupils", by=lena)
    return running.make(audience="pupils", opens_on=FIRST, closes_on=LAST, by=lena)


@pytest.fixture
def opened(drafted, lena):
    """The same, open."""
    return running.open_(survey=drafted, by=lena)


@pytest.fixture
def answered():
    """`answered(survey, [{"upset": [0]}, ...])`: forms that were sent."""

    def send(survey, sheets):
        for chosen in sheets:
            assert answering.answer(survey=survey, seed=uuid.uuid4(), chosen=chosen)

    return send
