"""What the tests of the agreements share."""

import pytest
from django.db import transaction

from aup.services import seeding
from esafety.access.actor import Actor


@pytest.fixture
def agreed(oakfield):
    """Oakfield with the agreements of a new school."""
    with transaction.atomic():
        seeding.agreements(Actor.for_system("setup", school_id=oakfield.pk))
    return oakfield
