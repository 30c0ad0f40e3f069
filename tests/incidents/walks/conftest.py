"""What the tests of walks share: a school with its charts."""

import pytest
from django.db import transaction

from esafety.access.actor import Actor
from policies.services import seeding


@pytest.fixture
def charted(oakfield):
    """Oakfield with the charts and signposts of a new school."""
    with transaction.atomic():
        seeding.rule_tables(Actor.for_system("setup", school_id=oakfield.pk))
    return oakfield
