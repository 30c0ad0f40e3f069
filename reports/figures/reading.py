"""Incidents as a report reads them: states, codes, days and year groups; no written words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from incidents.choices import Group, Part, PersonKind
from incidents.models import Incident
from reports.figures import attached
from reports.figures.attached import Verdict
from reports.figures.periods import Period, year_begins
from reports.figures.repeats import Seen, again


@dataclass(frozen=True, order=True)
class Kind:
    """A type of incident as the school calls it, and its four-C group."""

    group: str
    position: int
    code: str
    label: str


@dataclass(frozen=True)
class Child:
    """A child in one incident, once whatever the number of rows: year group, part, and role in
    bullying ("" where there is none)."""

    year: str = ""
    part: str = Part.UNCLEAR.value
    role: str = ""


@dataclass(frozen=True)
class Case:
    """One incident, as far as a report may know it. `again`: the parts (target, offender) in which
    a child of it was in an earlier one of the same school year."""

    happened_on: date
    status: str
    place: str
    outcome: str
    submitted_at: datetime
    acknowledged_at: datetime | None
    closed_at: datetime | None
    ai: bool
    kinds: frozenset[Kind]
    children: tuple[Child, ...] = ()
    again: frozenset[str] = frozenset()
    referrals: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    tasks: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


@dataclass
class _Rows:
    """The rows of one child in one incident, brought together."""

    year: str
    parts: set[str] = field(default_factory=set)
    role: str = ""

    def child(self) -> Child:
        return Child(self.year, part_of(self.parts), self.role)


NO_KIND = Kind(Group.ANY, 9999, "none", "No type chosen yet")
_FACTS = (
    "happened_on",
    "status",
    "place",
    "outcome",
    "submitted_at",
    "acknowledged_at",
    "closed_at",
    "ai_generated",
)
_CHILD = Q(involved__kind=PersonKind.CHILD, involved__removed_at__isnull=True)


def part_of(parts: set[str]) -> str:
    """One part from those that a child has in an incident: target and offender make both."""
    both, target, offender = Part.BOTH.value, Part.TARGET.value, Part.OFFENDER.value
    if both in parts or {target, offender} <= parts:
        return both
    order = (offender, target, Part.WITNESS.value)
    return next((part for part in order if part in parts), Part.UNCLEAR.value)


def cases(incidents: QuerySet[Incident], periods: Iterable[Period], today: date) -> list[Case]:
    """The incidents of these periods as cases, with the same eight queries for any number; none
    for no period. Tasks are late as of `today`."""
    wanted = list(periods)
    if not wanted:
        return []
    bare = incidents.order_by().select_related(None)
    rows = bare.filter(reduce(or_, map(_within, wanted)))
    kinds, children = _kinds(rows), _children(rows)
    repeated = again(_seen(bare, wanted))
    more = attached.to(rows, today)
    return [
        Case(
            *facts,  # type: ignore[call-arg] # as many as _FACTS
            frozenset(kinds.get(pk, {NO_KIND})),
            tuple(children.get(pk, ())),
            repeated.get(pk, frozenset()),
            more.referrals.get(pk, frozenset()),
            more.acts.get(pk, frozenset()),
            tuple(more.tasks.get(pk, ())),
            tuple(more.verdicts.get(pk, ())),
        )
        for pk, *facts in rows.values_list("pk", *_FACTS)
    ]


def _within(period: Period) -> Q:
    found = Q(happened_on__gte=period.first)
    return found & Q(happened_on__lt=period.until) if period.until else found


def _kinds(incidents: QuerySet[Incident]) -> dict[int, set[Kind]]:
    found: dict[int, set[Kind]] = defaultdict(set)
    known: dict[tuple[object, ...], Kind] = {}
    fields = ("types__group", "types__position", "types__code", "types__label")
    for pk, *facts in incidents.filter(types__isnull=False).values_list("pk", *fields):
        key = tuple(facts)
        found[pk].add(known.get(key) or known.setdefault(key, Kind(*facts)))
    return found


def _children(incidents: QuerySet[Incident]) -> dict[int, list[Child]]:
    """The children of each incident; the same child counts once in it."""
    found: dict[int, dict[tuple[str, int], _Rows]] = defaultdict(dict)
    fields = ("pk", "involved__pk", "involved__person_id", "involved__year_group",
              "involved__part", "involved__bullying_role")  # fmt: skip
    rows = incidents.filter(_CHILD).values_list(*fields).order_by("involved__pk")
    for pk, row, person, year, part, role in rows:
        who = ("person", person) if person else ("row", row)
        mine = found[pk].setdefault(who, _Rows(year))
        mine.parts.add(part)
        mine.role = mine.role or role
    return {pk: [one.child() for one in each.values()] for pk, each in found.items()}


def _seen(incidents: QuerySet[Incident], periods: list[Period]) -> Iterable[Seen]:
    """Who of the directory was in what, from the beginning of each period's school year on."""
    days = [
        Q(_within(Period("", "", min(p.first, year_begins(p.first)), p.until))) for p in periods
    ]
    rows = incidents.filter(reduce(or_, days)).filter(_CHILD, involved__person__isnull=False)
    names = ("happened_on", "pk", "status", "involved__person_id", "involved__part")
    return (Seen(*row) for row in rows.values_list(*names))
