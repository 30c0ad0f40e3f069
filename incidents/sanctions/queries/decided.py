"""What was decided about somebody, and what of it stands."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from incidents.models import Decision, InvolvedPerson, Measure


def decisions_about(involved: Iterable[InvolvedPerson]) -> QuerySet[Decision]:
    """Every decision about these rows of one incident, oldest first, with measures and tasks."""
    measures = Measure.objects.select_related("task__owner", "task__school").order_by("pk")
    rows = Decision.objects.filter(involved__in=[one.pk for one in involved]).order_by("pk")
    found: QuerySet[Decision] = rows.select_related(
        "decided_by", "replaced_by", "version__table"
    ).prefetch_related(Prefetch("measures", measures))
    return found


def is_present(decision: Decision) -> bool:
    """Whether nothing was decided in its place."""
    return not hasattr(decision, "replaced_by")
