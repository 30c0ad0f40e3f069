"""A Monday of the autumn term, and whoever keeps the register of the test."""

import pytest
import time_machine

from esafety.access.roles import Role
from tests.factories.schools import make_member
from tests.policies.registers.filled import TODAY, keeper_of


@pytest.fixture(autouse=True)
def _on_a_monday():
    with time_machine.travel(f"{TODAY}T10:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def clock(_on_a_monday):
    return _on_a_monday


@pytest.fixture
def keeper(request, register, lena, hari):
    """Who adds to the register and sees all of it."""
    return {"lena": lena, "hari": hari}[keeper_of(register)]


@pytest.fixture
def sima(oakfield):
    """A senior leader of Oakfield."""
    return make_member(oakfield, "Sima Sycamore", Role.SENIOR_LEADER, Role.STAFF)


@pytest.fixture
def hester(oakfield):
    """A head of year of Oakfield."""
    return make_member(oakfield, "Hester Hawthorn", Role.HEAD_OF_YEAR, Role.STAFF)
