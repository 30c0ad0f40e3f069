"""What was decided about somebody, and what has to be answered first."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from incidents.models import Decision, InvolvedPerson, Measure, StaffConcern


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


def lado_considered(involved: InvolvedPerson) -> bool:
    """Whether "LADO considered?" is answered with its reason in what was written last about an
    adult who works here (domain.md 1.4)."""
    newest = StaffConcern.objects.filter(involved=involved).order_by("pk").last()
    return newest is not None and newest.lado_considered and bool(newest.lado_reason.strip())
