"""What the tests of the rules share."""

import pytest
from django.db import transaction

from esafety.access.actor import Actor
from policies.services import seeding


@pytest.fixture
def ruled(oakfield):
    """Oakfield with the rules of a new school."""
    with transaction.atomic():
        seeding.rule_tables(Actor.for_system("setup", school_id=oakfield.pk))
    return oakfield
