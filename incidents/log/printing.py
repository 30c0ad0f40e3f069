"""The log on paper: A4 landscape with the columns of Appendix J, for the PDF and the browser."""

from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from esafety.access.actor import Actor
from esafety.schools.models import School
from incidents.log import exports
from incidents.log.filters import Filters
from incidents.log.options import Options
from incidents.log.phrases import chosen
from incidents.models import Incident, LogPrint

MOST = 400
"""Incidents on one printed log: WeasyPrint holds the whole document in memory."""


def content(
    incidents: QuerySet[Incident],
    filters: Filters,
    options: Options,
    *,
    school: School,
    person: str = "",
) -> dict[str, Any]:
    """What the printed log shows; `cases` holds at most MOST incidents."""
    cases = list(islice(exports.wholes(incidents[: MOST + 1], options), MOST + 1))
    cut, cases = len(cases) > MOST, cases[:MOST]
    return {
        "school": school,
        "cases": cases,
        "cut": cut,
        "most": MOST,
        "ids": [case.row["pk"] for case in cases],
        "chosen": chosen(filters, options, person).values(),
        "rows": sum(len(case.people) for case in cases),
    }


def html(shown: dict[str, Any], *, printed_at: datetime) -> str:
    """The printed log as one HTML document for esafety.pdf."""
    local = timezone.localtime(printed_at)
    return render_to_string("pdf/log.html", {**shown, "printed_at": local})


def prints_of(actor: Actor) -> QuerySet[LogPrint]:
    """The printed logs this member asked for, without their bytes."""
    mine = LogPrint.objects.filter(requested_by=actor.membership_id)
    return mine.select_related("school", "job").defer("pdf")
