"""Bullying of a school year in numbers, and the rules between them that any reader can know."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from esafety.access.actor import Actor
from esafety.people.choices import YEAR_GROUPS
from esafety.suppression import Rule, total_of, union_of
from incidents import queries as incidents
from incidents.choices import (
    OPEN,
    EntryKind,
    ImmediateAction,
    Outcome,
    Part,
    PersonKind,
    Place,
    Platform,
    Status,
)
from incidents.log.filters import NOT_COUNTED
from incidents.models import Entry, Incident, InvolvedPerson
from incidents.sheets.choices import BullyingRole, Strand

BULLYING = "bullying"
YEARS = [(code, label) for code, label in YEAR_GROUPS if code]
_CODES = [*(code for code, _label in YEARS), "unknown"]
_TARGETS = (Part.TARGET, Part.BOTH)


def _keys(name: str, codes: Iterable[str], *more: str) -> list[str]:
    return [f"{name}.{code}" for code in (*codes, *more)]


RULES = [
    *total_of("all", ["open", "closed"]),
    *total_of("all", ["first", "again"]),
    *total_of("all", _keys("place", Place.values)),
    *total_of("closed", _keys("outcome", Outcome.values)),
    *union_of("all", _keys("means", Platform.values, "none")),
    *union_of("all", _keys("strand", Strand.values, "none")),
    *union_of("all", _keys("action", ImmediateAction.values, "none")),
    *total_of("targets", _keys("year", _CODES)),
    *total_of("people", _keys("role", BullyingRole.values, "none")),
    *total_of("people", _keys("part", Part.values)),
    # Who was targeted is a child, or somebody else who was: the parts count at least as many.
    Rule((("part.target", 1), ("part.both", 1), ("targets", -1)), exact=False),
]


@dataclass(frozen=True)
class Found:
    """The numbers by key, noughts as well, and the ids of the incidents counted."""

    cells: dict[str, int]
    incidents: Sequence[int]


def days_of(year: int) -> tuple[date, date]:
    """The first and last day of a school year."""
    return date(year, 9, 1), date(year + 1, 8, 31)


def cases(
    actor: Actor, first: date, last: date, types: Sequence[str] = (BULLYING,)
) -> QuerySet[Incident]:
    """The incidents of these days and types that the actor may see."""
    rows = incidents.visible_to(actor).exclude(status__in=NOT_COUNTED)
    rows = rows.filter(happened_on__range=(first, last), types__code__in=types)
    return rows.order_by("happened_on", "pk").distinct()


def read(actor: Actor, first: date, last: date, types: Sequence[str] = (BULLYING,)) -> Found:
    """The incidents counted: three queries, however many there are."""
    names = ("pk", "status", "place", "outcome", "platforms", "strands")
    rows = list(cases(actor, first, last, types).values(*names))
    ids = [row["pk"] for row in rows]
    people = InvolvedPerson.objects.filter(incident__in=ids, removed_at__isnull=True)
    facts = ("incident_id", "person_id", "kind", "part", "year_group", "bullying_role")
    involved = list(people.exclude(kind=PersonKind.UNKNOWN).order_by("pk").values(*facts))
    done = Entry.objects.filter(incident__in=ids, kind=EntryKind.ACTION).exclude(action="")
    acts = set(done.values_list("incident_id", "action"))
    cells = _incidents(rows) | _repeats(ids, involved) | _people(involved) | _actions(ids, acts)
    return Found(cells, ids)


def _incidents(rows: list[dict[str, Any]]) -> dict[str, int]:
    states = Counter(row["status"] in OPEN for row in rows)
    places = Counter(row["place"] for row in rows)
    ends = Counter(row["outcome"] for row in rows if row["status"] == Status.CLOSED)
    return {
        "all": len(rows),
        "open": states[True],
        "closed": states[False],
        **{f"place.{code}": places[code] for code in Place.values},
        **{f"outcome.{code}": ends[code] for code in Outcome.values},
        **_several("means", Platform.values, (row["platforms"] for row in rows)),
        **_several("strand", Strand.values, (row["strands"] for row in rows)),
    }


def _several(name: str, codes: Sequence[str], lists: Iterable[Any]) -> dict[str, int]:
    """Incidents by each code they have; those with none of them under "none"."""
    found: Counter[str] = Counter()
    for given in lists:
        found.update(set(given or ()).intersection(codes) or {"none"})
    return {f"{name}.{code}": found[code] for code in (*codes, "none")}


def _repeats(ids: Sequence[int], involved: list[dict[str, Any]]) -> dict[str, int]:
    """Incidents with a target of the directory who was one in an earlier incident of the year."""
    targets: dict[int, set[int]] = {pk: set() for pk in ids}
    for one in involved:
        if one["part"] in _TARGETS and one["person_id"]:
            targets[one["incident_id"]].add(one["person_id"])
    before: set[int] = set()
    again = 0
    for pk in ids:
        again += bool(before & targets[pk])
        before |= targets[pk]
    return {"first": len(ids) - again, "again": again}


def _people(involved: list[dict[str, Any]]) -> dict[str, int]:
    """Children targeted by year, and everybody by role: each once for each incident."""
    hit = [o for o in involved if o["part"] in _TARGETS and o["kind"] == PersonKind.CHILD]
    years = Counter(o["year_group"] if o["year_group"] in _CODES else "unknown" for o in hit)
    roles = Counter(o["bullying_role"] or "none" for o in involved)
    parts = Counter(o["part"] for o in involved)
    return {
        "targets": len(hit),
        "people": len(involved),
        **{f"year.{code}": years[code] for code in _CODES},
        **{f"part.{code}": parts[code] for code in Part.values},
        **{f"role.{code}": roles[code] for code in (*BullyingRole.values, "none")},
    }


def _actions(ids: Sequence[int], acts: set[tuple[int, str]]) -> dict[str, int]:
    by_action = Counter(action for _pk, action in acts)
    without = len(set(ids) - {pk for pk, _action in acts})
    counted = {f"action.{code}": by_action[code] for code in ImmediateAction.values}
    return {**counted, "action.none": without}
