"""Whose agreement is whose, and who must sign it (spec: "Who signs what"). Pure: no queries."""

from aup.choices import Audience
from esafety.people.choices import Kind
from esafety.signatures.choices import Part

EARLY = ("N1", "N2", "R", "1", "2")
PRIMARY = ("3", "4", "5", "6")

_BY_KIND = {
    Kind.STAFF: Audience.STAFF,
    Kind.GOVERNOR: Audience.STAFF,
    Kind.SUPPLY: Audience.SUPPLY,
    Kind.VISITOR: Audience.VISITORS,
    Kind.COMMUNITY: Audience.COMMUNITY,
}

PARTS: dict[Audience, tuple[Part, ...]] = {
    Audience.STAFF: (Part.OWN,),
    Audience.SUPPLY: (Part.OWN,),
    Audience.VISITORS: (Part.OWN,),
    Audience.COMMUNITY: (Part.GROUP,),
    Audience.PUPILS_EARLY: (Part.PARENT,),
    Audience.PUPILS_PRIMARY: (Part.OWN, Part.PARENT),
    Audience.STUDENTS: (Part.OWN, Part.PARENT),
}
"""Which parts of an agreement must be signed for it to hold."""

PUPILS = (Audience.PUPILS_EARLY, Audience.PUPILS_PRIMARY, Audience.STUDENTS)

YEARLY = (Audience.STAFF, *PUPILS)
"""Whose agreement is signed anew each year; others sign before they come."""


def audience_of(kind: str, year_group: str) -> Audience | None:
    """Whose agreement is theirs. A parent or carer signs for a child and has none of their own;
    for a pupil it is by the year group, and a pupil without one has none yet."""
    if kind != Kind.PUPIL:
        return _BY_KIND.get(Kind(kind))
    if not year_group:
        return None
    if year_group in EARLY:
        return Audience.PUPILS_EARLY
    return Audience.PUPILS_PRIMARY if year_group in PRIMARY else Audience.STUDENTS


def kinds_of(audience: str) -> list[Kind]:
    """The kinds of people whom an agreement may be for."""
    found = [kind for kind, whose in _BY_KIND.items() if whose == audience]
    return found or [Kind.PUPIL]
