"""Reads for a person's chronology. Everything starts from the one visibility rule."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.people import queries as people
from esafety.people.models import Person
from esafety.schools import queries as schools
from incidents import queries, visibility
from incidents.choices import Part
from incidents.models import (
    ChronologyPrint,
    Decision,
    Entry,
    Incident,
    InvolvedPerson,
    Measure,
    Task,
)

# Somebody who is both is found as either.
_PARTS = {
    Part.TARGET: (Part.TARGET, Part.BOTH),
    Part.OFFENDER: (Part.OFFENDER, Part.BOTH),
}


@dataclass(frozen=True)
class Filters:
    """Which incidents of the person: by the part they had, and by the code of a type."""

    part: str = ""
    type: str = ""

    def codes(self) -> dict[str, str]:
        """Those in use."""
        return {name: code for name, code in vars(self).items() if code}


ALL = Filters()


def people_for(actor: Actor) -> QuerySet[Person]:
    """The people whose page exists for this actor: everyone for those who read the directory,
    else those whom an incident names that the actor may see."""
    if actor.can(Permission.PEOPLE_VIEW):
        return people.people()
    seen = queries.visible_to(actor).order_by().values("pk")
    rows = InvolvedPerson.objects.filter(incident__in=seen, removed_at__isnull=True)
    return people.people().filter(pk__in=rows.order_by().values("person"))


def incidents_of(actor: Actor, person: Person, filters: Filters = ALL) -> QuerySet[Incident]:
    """The incidents that name the person and that the actor may see, oldest first, each with
    its types, people and chronology. Who was taken off a record is not in it any more."""
    rows = InvolvedPerson.objects.filter(person=person, removed_at__isnull=True).order_by()
    if filters.part:
        rows = rows.filter(part__in=_PARTS.get(Part(filters.part), (filters.part,)))
    found = queries.visible_to(actor).filter(pk__in=rows.values("incident"))
    if filters.type:
        of_type = Incident.objects.filter(types__code=filters.type).order_by()
        found = found.filter(pk__in=of_type.values("pk"))
    entries = Entry.objects.select_related("entered_by").order_by("happened_at", "pk")
    involved = InvolvedPerson.objects.select_related("person").order_by("pk")
    whole = found.prefetch_related(
        "types", Prefetch("entries", entries), Prefetch("involved", involved)
    )
    return whole.order_by("happened_on", "reference")


def tasks_about(person: Person, incidents: list[Incident]) -> list[Task]:
    """The tasks about the person in these incidents, oldest first."""
    rows = Task.objects.filter(incident__in=_ids(incidents), about__person=person)
    return list(rows.select_related("owner", "done_by").order_by("given_at", "pk"))


def decisions_for(person: Person, incidents: list[Incident]) -> list[Decision]:
    """What was decided for the person by the school's grid in these incidents, oldest first;
    a decision that another took the place of is left to the chronology of its incident."""
    rows = Decision.objects.filter(incident__in=_ids(incidents), involved__person=person)
    measures = Prefetch("measures", Measure.objects.order_by("pk"))
    present = rows.filter(replaced_by__isnull=True).select_related("decided_by")
    return list(present.prefetch_related(measures).order_by("decided_at", "pk"))


def _ids(incidents: list[Incident]) -> list[int]:
    return [one.pk for one in incidents]


def prints_of(actor: Actor) -> QuerySet[ChronologyPrint]:
    """The PDFs of chronologies that this member asked for, without their bytes."""
    mine = ChronologyPrint.objects.filter(requested_by=actor.membership_id)
    return mine.select_related("school", "job", "person__school").defer("pdf")


def are_visible(actor: Actor, incidents: list[int]) -> bool:
    """Whether the actor may see every one of these incidents."""
    found = queries.visible_to(actor).filter(pk__in=incidents).count()
    return bool(found == len(set(incidents)))


def close_to(actor: Actor) -> set[int]:
    """The actor's own entries in the directory and those of their children, as ids: the same
    people by whom the visibility rule shuts a member out."""
    member = schools.current_members().filter(pk=actor.membership_id or 0).first()
    return visibility.close_to(member) if member else set()
