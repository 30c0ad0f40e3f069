"""The log on paper: A4 landscape with the columns of Appendix J, for the PDF and the browser."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.schools.models import School
from incidents.log import exports
from incidents.log.exports import Whole
from incidents.log.filters import Filters
from incidents.log.options import Options
from incidents.log.phrases import chosen
from incidents.log.rows import Who
from incidents.models import Incident, LogPart, LogPrint

MOST = 400
"""Incidents on the page for printing from the browser."""
MOST_PRINTED = exports.MOST
"""Incidents on one printed log, all its parts together."""
PART_WEIGHT = 500_000
"""How much one part holds, in characters with what a row weighs: WeasyPrint has the whole document
in memory. 400 incidents of two people and 800 characters make 360 MB (docs/performance.md)."""
_ROW_WEIGHT = 500


@dataclass(frozen=True)
class Part:
    """One part of a printed log: its incidents, each person with the number of their row among all
    rows of the log."""

    number: int
    cases: list[tuple[Whole, list[tuple[int, Who]]]]
    first_row: int
    last_row: int


def parts(cases: Iterable[Whole]) -> list[Part]:
    """The incidents cut into parts, each small enough to be made and none cut through: every row
    once, in the same order. An empty log is one part without rows."""
    found: list[list[Whole]] = [[]]
    weight = 0
    for case in cases:
        own = _weight(case)
        if found[-1] and weight + own > PART_WEIGHT:
            found.append([])
            weight = 0
        found[-1].append(case)
        weight += own
    made, row = [], 0
    for number, each in enumerate(found, start=1):
        first, numbered = row + 1, []
        for case in each:
            numbered.append((case, list(enumerate(case.people, start=row + 1))))
            row += len(case.people)
        made.append(Part(number, numbered, first, row))
    return made


def _weight(case: Whole) -> int:
    words = len(case.details) + len(case.outcome) + len(case.types)
    return words + _ROW_WEIGHT * len(case.people)


def heading(
    filters: Filters, options: Options, *, school: School, person: str = ""
) -> dict[str, Any]:
    """What stands above the rows: the school and the filters in use."""
    return {"school": school, "chosen": list(chosen(filters, options, person).values())}


def content(
    incidents: QuerySet[Incident],
    filters: Filters,
    options: Options,
    *,
    school: School,
    person: str = "",
) -> dict[str, Any]:
    """What the page for the browser shows; `cases` holds at most MOST incidents."""
    cases = list(islice(exports.wholes(incidents[: MOST + 1], options), MOST + 1))
    cut, cases = len(cases) > MOST, cases[:MOST]
    facts = {"cases": cases, "cut": cut, "most": MOST}
    return {**heading(filters, options, school=school, person=person), **facts}


def html(head: dict[str, Any], part: Part, *, of: list[Part], printed_at: datetime) -> str:
    """One part of the printed log as an HTML document for esafety.pdf; `of`: all its parts."""
    facts = {"part": part, "parts": len(of), "rows": of[-1].last_row}
    local = timezone.localtime(printed_at)
    return render_to_string("pdf/log.html", {**head, **facts, "printed_at": local})


def prints_of(actor: Actor) -> QuerySet[LogPrint]:
    """The printed logs this member asked for."""
    mine = LogPrint.objects.filter(requested_by=actor.membership_id)
    return mine.select_related("school", "job")


def parts_of(asked: LogPrint) -> QuerySet[LogPart]:
    """The parts of a printed log in their order, without their bytes."""
    return LogPart.objects.filter(print=asked).order_by("number").defer("pdf")
