"""What the record's page shows of its sheets and marks."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from incidents.models import Incident
from incidents.sheets import marks, presenters, queries
from incidents.sheets.kinds import KINDS


def panel(incident: Incident, actor: Actor) -> dict[str, Any] | None:
    """The sheets as they stand, a clock that runs, the marks, and what may be added. One query."""
    may_write = actor.can(Permission.INCIDENT_TRIAGE) and incident.is_open
    zone, now = ZoneInfo(incident.school.timezone), timezone.now()
    order = [code.value for code in KINDS]
    sheets = sorted(queries.sheets_of(incident), key=lambda one: order.index(one.kind))
    found = [presenters.shown(one, zone, now) for one in sheets]
    flags = {
        "ai": incident.ai_generated,
        "strands": marks.words(incident.strands),
        "roles": [
            (one.name, marks.role_of(one))
            for one in incident.involved.all()
            if one.bullying_role and one.removed_at is None
        ],
    }
    if not (may_write or found or any(flags.values())):
        return None
    add = [(code.value, kind.add) for code, kind in KINDS.items()] if may_write else []
    clocks = [one for one in found if one.clock and one.clock.state != "met"]
    return {"sheets": found, "clocks": clocks, "marks": flags, "add": add}
