"""The small demonstration, made once for all tests of this folder."""

import pytest

from tests.esafety.demo.conftest import made


@pytest.fixture(scope="package")
def small(django_db_setup, django_db_blocker):
    """Both schools with few people and incidents; what the command said."""
    with django_db_blocker.unblock(), made("--small") as said:
        yield said
