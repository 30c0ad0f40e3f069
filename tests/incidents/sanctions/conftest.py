"""What the tests of sanctions share."""

import pytest

from tests.incidents.sanctions.acts import pupil_case, sow


@pytest.fixture
def ada(oakfield, lena):
    """Ada's row in an open incident of a school with grids."""
    sow(lena)
    return pupil_case(oakfield, lena)[1]
