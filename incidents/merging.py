"""What was merged into an incident, in however many steps."""

from incidents.models import Incident


def taken_up(incident: Incident) -> set[int]:
    """The incidents that were merged into this one, into one of those, and so on, by key."""
    found: set[int] = set()
    step = {incident.pk}
    while step:
        rows = Incident.objects.filter(merged_into__in=step).order_by()
        step = set(rows.values_list("pk", flat=True)) - found
        found |= step
    return found
