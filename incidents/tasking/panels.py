"""What the record's page shows of its tasks."""

from typing import Any

from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from incidents.models import Incident
from incidents.tasking import presenters, queries


def panel(incident: Incident, actor: Actor) -> dict[str, Any] | None:
    """The tasks of the case with owner, clock and outcome, and the way to give one. Each leads to
    its page for those for whom that exists."""
    tasks = queries.of_case(incident, actor)
    gives = incident.is_open and actor.can(Permission.INCIDENT_TRIAGE)
    if not tasks and not gives:
        return None
    mine = queries.visible_tasks(actor).filter(pk__in=[one.pk for one in tasks])
    opens = set(mine.values_list("pk", flat=True))
    calendar = schools.calendar_of(incident.school)
    return {
        "lines": presenters.lines(tasks, calendar, timezone.now(), opens),
        "add_url": presenters.case_link(incident, "add_task") if gives else "",
    }
