"""A copy of a record: for those who have the case and may take copies; its paper is its asker's."""

from typing import Any

from django.utils import timezone

from reports.models import Paper
from tests.architecture.row import MY_PRINT, TAKE_OUT, Row

TABLE: dict[str, Row] = {
    "reports:record_out": TAKE_OUT,
    "reports:give_out": MY_PRINT,
}


def args(world: Any) -> dict[str, list[object]]:
    """Lena asked for a copy of the world's incident, and it is made."""
    incident = world.incident
    now, slug = timezone.now(), world.school.slug
    made = Paper.objects.create(
        school=world.school,
        kind="record",
        asked={"reference": incident.reference, "sections": ["report"], "named": False},
        requested_by=world.member("lena"),
        requested_at=now,
        made_at=now,
        sha256="0" * 64,
        pdf=b"%PDF",
        incidents=[incident.pk],
    )
    return {
        "reports:record_out": [slug, incident.reference],
        "reports:give_out": [slug, made.key],
    }
