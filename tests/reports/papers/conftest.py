"""What the tests of papers share."""

import pytest
from django.db import transaction

from aup.services import seeding
from esafety.access.actor import Actor
from policies.models import RuleTableVersion
from tests.incidents.sanctions.acts import sow


@pytest.fixture
def version_of_a_grid(oakfield, lena):
    """Some version of a table of rules, for decisions written straight to the database."""
    sow(lena)
    return RuleTableVersion.objects.first()


@pytest.fixture
def agreed(oakfield):
    """Oakfield with the agreements of a new school."""
    with transaction.atomic():
        seeding.agreements(Actor.for_system("setup", school_id=oakfield.pk))
    return oakfield
