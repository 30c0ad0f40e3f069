"""Rows of concerns: open to everybody, but the posters and the school's side of messages."""

from tests.architecture.row import HANDLE, PUBLIC, SETTINGS

TABLE = {
    "concern:start": PUBLIC,
    "concern:tell": PUBLIC,
    "concern:come_back": PUBLIC,
    "concern:answer": PUBLIC,
    "concern:leave": PUBLIC,
    "concern:poster": SETTINGS,
    "concern:poster_pdf": SETTINGS,
    "incidents:write_message": HANDLE,
}


def args(world):
    school = world.school.slug
    return {
        **{f"concern:{name}": [school] for name in ("start", "come_back", "answer", "leave")},
        "concern:tell": [school, "child"],
        "concern:poster": [school],
        "concern:poster_pdf": [school, "ks2"],
        "incidents:write_message": [school, world.incident.reference],
    }
