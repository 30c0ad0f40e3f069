"""What the tests of the rules share."""

import pytest
from django.db import transaction
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.roles import Role
from policies.services import approving, drafting, seeding
from tests.factories.schools import make_member
from tests.policies.changes import reword, table


@pytest.fixture
def ruled(oakfield):
    """Oakfield with the rules of a new school."""
    with transaction.atomic():
        seeding.rule_tables(Actor.for_system("setup", school_id=oakfield.pk))
    return oakfield


@pytest.fixture
def sima(oakfield):
    """A senior leader of Oakfield, who approves rules but does not write them."""
    return make_member(oakfield, "Sima Sycamore", Role.SENIOR_LEADER, Role.STAFF)


@pytest.fixture
def drafted(ruled, lena):
    """A draft of the pupils' grid, begun by the lead and not yet changed."""
    return drafting.begin(table=table("pupil-actions"), by=lena)


@pytest.fixture
def proposed(drafted, lena):
    """The same with one row reworded, sent for approval, to begin today."""
    reword(drafted, 2, "Using sites without permission", by=lena)
    return approving.propose(
        draft=drafted, comment="Plainer.", starts_on=timezone.localdate(), by=lena
    )
