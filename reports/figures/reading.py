"""Incidents as a report reads them: states, codes, days and year groups; no written words."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from incidents.choices import Group, PersonKind
from incidents.models import Incident


@dataclass(frozen=True, order=True)
class Kind:
    """A type of incident as the school calls it, and its four-C group."""

    group: str
    position: int
    code: str
    label: str


@dataclass(frozen=True)
class Case:
    """One incident, as far as a report may know it. `years`: one entry for each child involved."""

    happened_on: date
    status: str
    place: str
    outcome: str
    submitted_at: datetime
    acknowledged_at: datetime | None
    closed_at: datetime | None
    kinds: frozenset[Kind]
    years: tuple[str, ...]


NO_KIND = Kind(Group.ANY, 9999, "none", "No type chosen yet")
_FACTS = (
    "happened_on",
    "status",
    "place",
    "outcome",
    "submitted_at",
    "acknowledged_at",
    "closed_at",
)


def cases(incidents: QuerySet[Incident]) -> list[Case]:
    """The incidents as cases, with three queries."""
    bare = incidents.order_by().select_related(None)
    kinds, years = _kinds(bare), _years(bare)
    return [
        Case(
            *facts,  # type: ignore[call-arg] # as many as _FACTS
            frozenset(kinds.get(pk, {NO_KIND})),
            tuple(years.get(pk, ())),
        )
        for pk, *facts in bare.values_list("pk", *_FACTS)
    ]


def _kinds(incidents: QuerySet[Incident]) -> dict[int, set[Kind]]:
    found: dict[int, set[Kind]] = defaultdict(set)
    fields = ("types__group", "types__position", "types__code", "types__label")
    for pk, *facts in incidents.filter(types__isnull=False).values_list("pk", *fields):
        found[pk].add(Kind(*facts))
    return found


def _years(incidents: QuerySet[Incident]) -> dict[int, list[str]]:
    """The year groups of the children of each incident; the same child counts once in it."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    children = incidents.filter(involved__kind=PersonKind.CHILD, involved__removed_at__isnull=True)
    fields = ("pk", "involved__pk", "involved__person_id", "involved__year_group")
    for pk, row, person, year in children.values_list(*fields).order_by("involved__pk"):
        found[pk].setdefault(f"person:{person}" if person else f"row:{row}", year)
    return {pk: list(each.values()) for pk, each in found.items()}
