"""A PDF that is being made belongs to whoever asked for it."""

from typing import Any

from django.db import transaction

from esafety.jobs import services as jobs
from tests.architecture.row import EVERYONE, Row

TABLE: dict[str, Row] = {
    "jobs:cancel": EVERYONE,  # take a POST alone: whose PDF it is, is asked then
    "jobs:try_again": EVERYONE,
}


def args(world: Any) -> dict[str, list[object]]:
    """Lena waits for a PDF."""
    lena = world.member("lena").pk
    with transaction.atomic():
        job = jobs.enqueue(
            kind="report.paper", school_id=world.school.pk, payload={}, asked_by=lena
        )
    return {name: [world.school.slug, job.pk] for name in TABLE}
