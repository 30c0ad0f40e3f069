"""Sheets and marks of an incident: read by whoever has the case, written by who handles it."""

from typing import Any

from django.utils import timezone

from incidents.models import Sheet
from tests.architecture.row import HANDLE, Row, of
from tests.incidents.sheets.papers import facts

TABLE: dict[str, Row] = {
    "incidents:sheet": of("lena dee hari sima", hidden="cora tom olu nat"),
    **{f"incidents:{name}": HANDLE for name in ("add_sheet", "correct_sheet", "change_marks")},
    "incidents:sheet_register": of("lena dee hari sima cora"),
    "incidents:sheet_register_csv": of("lena dee hari sima"),
}


def args(world: Any) -> dict[str, list[object]]:
    """The world's incident has one sheet."""
    Sheet.objects.create(
        school=world.school,
        incident=world.incident,
        kind="community",
        number=1,
        facts=facts("community"),
        made_at=timezone.now(),
        made_by=world.member("lena"),
    )
    place = [world.school.slug, world.incident.reference]
    register = [world.school.slug, "community"]
    return {
        "incidents:add_sheet": [*place, "community"],
        "incidents:sheet": [*place, "community", 1],
        "incidents:correct_sheet": [*place, "community", 1],
        "incidents:change_marks": place,
        "incidents:sheet_register": register,
        "incidents:sheet_register_csv": register,
    }
