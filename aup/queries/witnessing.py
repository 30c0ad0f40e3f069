"""Which children may still say yes in class: reads for teachers, names and classes alone."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from aup.audiences import EARLY, PRIMARY
from aup.choices import AnswerKind, AskState
from aup.models import Answer, Ask
from aup.queries.asking import asks, present
from esafety.people.choices import Kind
from esafety.signatures.choices import Part

YEARS = (*EARLY, *PRIMARY)
"""Years whose pupils are witnessed by their teacher: up to year 6."""
WAITING = (AskState.ASKED, AskState.NO_REPLY, AskState.DISAGREED, AskState.DECLINED)


_YEAR = "year-"


@dataclass(frozen=True)
class SchoolClass:
    """The children of one class who are asked for one agreement and have not said yes. `group` is
    how its address calls it: the tutor group or, where there is none, the year."""

    code: str
    title: str
    group: str
    name: str
    years: tuple[str, ...]
    children: int


def asked_in_class(code: str, group: str) -> QuerySet[Ask]:
    """What the present children of a class were asked."""
    here = present(timezone.localdate()).filter(kind=Kind.PUPIL, year_group__in=YEARS)
    by_year = here.filter(tutor_group="", year_group=group.removeprefix(_YEAR))
    children = by_year if group.startswith(_YEAR) else here.filter(tutor_group=group)
    rows = asks().filter(agreement__code=code, subject__in=children.values("pk"))
    live = rows.exclude(state=AskState.SUPERSEDED)
    return live.order_by("subject__last_name", "subject__first_name", "pk")


def still_to_say(rows: QuerySet[Ask]) -> QuerySet[Ask]:
    """Those of the questions that are open and to which the child has not said yes itself."""
    return rows.filter(~said_yes(), state__in=WAITING)


def said_yes() -> Exists:
    """That the own part of a question is signed, by themselves or before their teacher."""
    standing = Answer.objects.filter(
        ask=OuterRef("pk"),
        part__in=[Part.OWN, Part.WITNESS],
        kind=AnswerKind.SIGNED,
        signature__withdrawal__isnull=True,
    )
    return Exists(standing)


def classes() -> list[SchoolClass]:
    """Every class with children who were asked and have not said yes, with how many."""
    here = present(timezone.localdate()).filter(kind=Kind.PUPIL, year_group__in=YEARS)
    found: dict[tuple[str, str], list[Ask]] = {}
    for ask in still_to_say(asks().filter(subject__in=here.values("pk"))):
        child = ask.subject
        key = child.tutor_group or f"{_YEAR}{child.year_group}"
        found.setdefault((key, ask.agreement.code), []).append(ask)
    return [_class(group, rows) for (group, _code), rows in sorted(found.items())]


def _class(group: str, rows: list[Ask]) -> SchoolClass:
    agreement, first = rows[0].agreement, rows[0].subject
    years = {str(row.subject.get_year_group_display()) for row in rows}
    name = first.tutor_group or str(first.get_year_group_display())
    return SchoolClass(
        agreement.code, agreement.title, group, name, tuple(sorted(years)), len(rows)
    )
