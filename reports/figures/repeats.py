"""Which incidents are repeats: a child of theirs was in an earlier one of the same year. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from esafety.schools.calendar import school_year
from incidents.choices import Part, Status

NOT_COUNTED = (Status.NOT_INCIDENT, Status.MERGED)
_IN = {
    Part.TARGET.value: (Part.TARGET.value,),
    Part.OFFENDER.value: (Part.OFFENDER.value,),
    Part.BOTH.value: (Part.TARGET.value, Part.OFFENDER.value),
}


class Seen(NamedTuple):
    """One row: on which day and in which incident somebody of the directory had which part."""

    day: date
    incident: int
    status: str
    person: int
    part: str


def again(rows: Iterable[Seen]) -> dict[int, frozenset[str]]:
    """For each repeat, whether somebody was a target, an offender, or both, again.

    The same person in the same part (target, or offender) in an earlier counted incident of the
    school year makes a repeat; of two on one day the one that was reported later.
    """
    times: dict[tuple[int, str, int], set[tuple[date, int]]] = defaultdict(set)
    for row in rows:
        if row.status in NOT_COUNTED:
            continue
        for part in _IN.get(row.part, ()):
            times[row.person, part, school_year(row.day)].add((row.day, row.incident))
    found: dict[int, set[str]] = defaultdict(set)
    for (_person, part, _year), those in times.items():
        for _day, incident in sorted(those)[1:]:
            found[incident].add(part)
    return {pk: frozenset(parts) for pk, parts in found.items()}
