"""The chain of Oakfield with its types, and a browser of somebody who is not signed in."""

import pytest
from django.test import Client

from esafety.schools import seeding
from tests.factories.reports import sow_types


@pytest.fixture
def school(oakfield, lena, dee, hari, cora):
    """Oakfield with its types of incident and everybody who reads concerns."""
    sow_types(oakfield)
    return oakfield


@pytest.fixture
def stranger():
    return Client()


@pytest.fixture
def signposts(school, lena):
    """The tables a school starts with, of which the signposts are one."""
    seeding.sow(lena)
    return school
