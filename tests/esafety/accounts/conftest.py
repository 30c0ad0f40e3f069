"""Time that can be moved, and the ways in and out of a locked session."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.esafety.accounts.pages import TERMS
from tests.factories.schools import PASSWORD


@pytest.fixture
def clock():
    """A Tuesday in the autumn term, standing still until moved: `clock.shift(seconds)`."""
    with time_machine.travel(datetime(2026, 11, 3, 10, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def away(clock, settings):
    """Be away for longer than the idle lock allows."""

    def leave(minutes: int | None = None) -> None:
        clock.shift((minutes or settings.IDLE_MINUTES + 2) * 60)

    return leave


@pytest.fixture
def prove():
    """Give the password on the page the lock leads to; answers with the response."""

    def give(client, door: str, password: str = PASSWORD):
        return client.post(door, {"password": password})

    return give


@pytest.fixture
def hers(clock, lena, client_of):
    """Lena's browser, in use."""
    client = client_of(lena)
    assert client.get(TERMS).status_code == 200
    return client
