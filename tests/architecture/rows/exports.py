"""Tables as files: the page for those who see people, each table for who holds its own right."""

from typing import Any

from tests.architecture.row import SEE_PEOPLE, TAKE_OUT, Row, of

TABLE: dict[str, Row] = {
    "incidents:log_json": TAKE_OUT,
    "reports:exports": SEE_PEOPLE,
    "reports:export_file": of("lena dee hari sima", hidden="olu"),
}


def args(world: Any) -> dict[str, list[object]]:
    """The file of tasks, for those who may take the log along."""
    slug = world.school.slug
    return {
        "incidents:log_json": [slug],
        "reports:exports": [slug],
        "reports:export_file": [slug, "tasks", "json"],
    }
