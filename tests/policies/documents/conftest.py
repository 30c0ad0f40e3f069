"""What the tests of the written policies share."""

import pytest
from django.db import transaction

from esafety.access.actor import Actor
from policies.documents.models import Policy
from policies.documents.services import blanks, seeding
from tests.policies.documents import walked

FILLED = {
    "starts_on": "1 September 2026",
    "data_officer": "the county's office",
    "governor": "Gus Green",
    "deputy_dsl": "Dara Damson",
    "senior_leader": "Sima Sorrel",
    "network": "Nat Nutmeg",
}


@pytest.fixture
def policy(lena):
    """A policy that the lead writes, not published yet."""
    return walked.made(lena)


@pytest.fixture
def in_force(lena, cora):
    """The same with its first revision, written by the lead and approved by the chair."""
    return walked.in_state("published", lena, cora)


@pytest.fixture
def starter(ruled, lena, dee, hari, cora):
    """The starter policy as a draft, in a school with its tables and its blanks filled in."""
    with transaction.atomic():
        seeding.starter(Actor.for_system("setup", school_id=ruled.pk))
    blanks.fill_in(values=blanks.proposed_values(ruled) | FILLED, revision=0, by=lena)
    return Policy.objects.select_related("school").get(code="online-safety")
