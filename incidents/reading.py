"""One incident with everything its record page shows, in the same few queries for any size."""

from django.db.models import Prefetch, QuerySet

from esafety.access.actor import Actor
from incidents import queries
from incidents.models import Entry, Incident, IncidentType, InvolvedPerson, NotSamePerson


def records(actor: Actor) -> QuerySet[Incident]:
    """The incidents this actor may see, each ready for its record page."""
    cleared = NotSamePerson.objects.select_related("member", "said_by").order_by("pk")
    people = InvolvedPerson.objects.select_related("person").order_by("pk")
    entries = Entry.objects.select_related("entered_by").order_by("happened_at", "pk")
    found = queries.visible_to(actor).select_related(
        "school", "submission", "handler", "acknowledged_by", "closed_by", "merged_into"
    )
    return found.prefetch_related(
        "types",
        Prefetch("involved", people.prefetch_related(Prefetch("cleared", cleared))),
        Prefetch("entries", entries),
    )


def labels_of_types() -> dict[str, str]:
    """The school's present name for each type's code, retired ones as well."""
    return dict(IncidentType.objects.values_list("code", "label"))


def merged_into(incident: Incident, actor: Actor) -> Incident | None:
    """Where this one was merged into, if that exists for the actor."""
    if incident.merged_into is None:
        return None
    return queries.visible_to(actor).filter(pk=incident.merged_into.pk).first()


def types_for(incident: Incident) -> list[IncidentType]:
    """The types a correction offers: those in use, and retired ones the incident has already."""
    own = {one.pk for one in incident.types.all()}
    return [t for t in IncidentType.objects.all() if t.retired_at is None or t.pk in own]


def all_types() -> QuerySet[IncidentType]:
    """Every type of the school in scope, in its order."""
    found: QuerySet[IncidentType] = IncidentType.objects.all()
    return found


def involved(incident: Incident) -> QuerySet[InvolvedPerson]:
    """Everybody whom the incident names or has named."""
    return InvolvedPerson.objects.filter(incident=incident).select_related("person", "incident")


def involved_at(incident: Incident, number: int) -> InvolvedPerson | None:
    """The nth whom this incident names or has named, from 1.

    Pages name people by this number: a number over all incidents would have gaps, and a gap tells
    of an incident that the reader may not see.
    """
    rows = involved(incident).order_by("pk")[number - 1 : number] if 0 < number < 10_000 else []
    return next(iter(rows), None)
