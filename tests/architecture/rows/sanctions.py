"""Deciding by the grids, and the report on it."""

from tests.architecture.row import HANDLE, LOG, TAKE_OUT, Row
from tests.factories.incidents import make_incident
from tests.factories.people import make_person

TABLE: dict[str, Row] = {
    "incidents:sanctions": HANDLE,
    "incidents:decide": HANDLE,
    "incidents:sanctions_report": LOG,
    "incidents:sanctions_csv": TAKE_OUT,
}


def args(world) -> dict[str, list[object]]:
    """The pages of a pupil who did something."""
    pupil = make_person(world.school, "Otto Offord")
    own = make_incident(world.school, people=[(pupil, "offender")]).reference
    school = world.parts["school"]
    return {
        "incidents:sanctions": [school, own, 1],
        "incidents:decide": [school, own, 1, "pupil-actions", "offensive_message"],
        "incidents:sanctions_report": [school],
        "incidents:sanctions_csv": [school],
    }
