"""What the visibility rule must know about incidents, read in one query. Used by `visibility`.

Each row says one thing about one incident and one of those asked about. The query has the same
shape whether there is anything to find or not: the number of queries tells nobody.
"""

from collections.abc import Collection, Iterator
from enum import StrEnum, auto
from typing import Any, NamedTuple

from django.db.models import BooleanField, CharField, F, IntegerField, Q, QuerySet, Value

from incidents.models import (
    Exclusion,
    Incident,
    InvolvedPerson,
    NotSamePerson,
    Referral,
    TypedSpelling,
)

_NO_NUMBER = Value(0, IntegerField())
_NO_FORM = Value("", CharField())
_NO_MARK = Value(False, BooleanField())


class Says(StrEnum):
    """What a row says, and of whom."""

    INVOLVED = auto()  # an entry of the directory is involved
    PARENT = auto()  # a child of that entry is involved
    TYPED = auto()  # a name like one of theirs was typed by hand, for that involved person
    CLEARED = auto()  # the involved person was said not to be that member
    OUT = auto()  # the member has no part in it any more
    GIVEN = auto()  # the member was given it, at that level; mark: its technical part alone
    MERGED = auto()  # it was merged into that incident


class Fact(NamedTuple):
    """One row. `who` is an entry of the directory, a member, an involved person or an incident, by
    what the row says; `number` is the involved person or the level."""

    says: Says
    who: int
    incident: int
    number: int
    form: str
    mark: bool


class Asked(NamedTuple):
    """Members, their entries in the directory, and the forms of words that are close to their
    names: of surnames, and of first names."""

    members: Collection[int]
    people: Collection[int]
    surnames: Collection[str]
    first_names: Collection[str]


def about(asked: Asked, within: Collection[int] | None = None) -> Iterator[Fact]:
    """Every fact about those asked for; `within`: of these incidents only."""
    first, *others = _parts(asked, within)
    for row in first.union(*others, all=True):
        yield Fact(Says(row[0]), *row[1:])


def _parts(asked: Asked, within: Collection[int] | None) -> list[QuerySet[Any, Any]]:
    merged = Incident.objects.order_by().filter(merged_into__isnull=False)
    return [
        *_of_people(asked, within),
        *_of_members(asked, within),
        # All of them, since "within" may leave out what a merged one was merged into.
        _facts(merged, Says.MERGED, "merged_into", incident="pk"),
    ]


def _of_people(asked: Asked, within: Collection[int] | None) -> list[QuerySet[Any, Any]]:
    close = Q(form__in=asked.surnames) | Q(alone=True, form__in=asked.first_names)
    typed = _rows(TypedSpelling, "incident", within).filter(close)
    involved = _rows(InvolvedPerson, "incident", within)
    guardian = "person__guardians__guardian"
    children = involved.filter(**{f"{guardian}__in": asked.people})
    return [
        _facts(involved.filter(person__in=asked.people), Says.INVOLVED, "person"),
        _facts(children, Says.PARENT, guardian),
        _facts(typed, Says.TYPED, "involved", form=F("form"), mark=F("alone")),
    ]


def _of_members(asked: Asked, within: Collection[int] | None) -> list[QuerySet[Any, Any]]:
    own, case = Q(member__in=asked.members), "involved__incident"
    cleared = _rows(NotSamePerson, case, within).filter(own)
    out = _rows(Exclusion, "incident", within).filter(own, lifted_at__isnull=True)
    given = _rows(Referral, "incident", within).filter(own, ended_at__isnull=True)
    return [
        _facts(cleared, Says.CLEARED, "member", incident=case, number=F("involved")),
        _facts(out, Says.OUT, "member"),
        _facts(given, Says.GIVEN, "member", number=F("level"), mark=F("technical")),
    ]


def _rows(model: Any, incident: str, within: Collection[int] | None) -> QuerySet[Any, Any]:
    rows = model.objects.order_by()
    return rows if within is None else rows.filter(**{f"{incident}__in": within})


def _facts(
    rows: QuerySet[Any, Any],
    says: Says,
    who: str,
    incident: str = "incident",
    number: Any = _NO_NUMBER,
    form: Any = _NO_FORM,
    mark: Any = _NO_MARK,
) -> QuerySet[Any, Any]:
    """The rows as facts, with columns of the same types in every part of the query."""
    return rows.annotate(
        f0=Value(says.value, CharField()), f1=F(who), f2=F(incident), f3=number, f4=form, f5=mark
    ).values_list("f0", "f1", "f2", "f3", "f4", "f5")
