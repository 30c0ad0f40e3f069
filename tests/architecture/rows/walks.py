"""Charts walked on an incident, and the image guard."""

from incidents.services import record
from incidents.walks.services import walking
from tests.architecture.row import HANDLE, of
from tests.factories.incidents import make_type

TABLE = {
    "incidents:begin_walk": HANDLE,
    "incidents:walk": of("lena dee hari sima", hidden="cora tom olu nat"),
    "incidents:walk_again": HANDLE,
    "incidents:image_guard": HANDLE,
}


def args(world) -> dict[str, list[object]]:
    """A chart with one answer, on an incident of a type that asks for the guard."""
    lena, incident = world.actors["lena"], world.incident
    types = [*incident.types.all(), make_type(world.school, "sexting_or_abuse_images")]
    record.correct(incident=incident, by=lena, reason="For the table.", types=types)
    walk = walking.begin(incident=incident, by=lena, chart="chart-illegal")
    walking.answer(walk=walk, by=lena, node="illegal", answer="yes")
    case = [world.school.slug, incident.reference]
    return {
        "incidents:begin_walk": [*case, "chart-illegal"],
        "incidents:walk": [*case, "chart-illegal"],
        "incidents:walk_again": [*case, "chart-illegal", "illegal"],
        "incidents:image_guard": case,
    }
