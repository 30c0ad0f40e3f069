"""A frozen log on paper, drawn from what was frozen alone."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.formats import date_format

from incidents.log import printing
from reports.log_review import content
from reports.log_review.models import LogReview


def parts(review: LogReview) -> list[printing.Part]:
    """The frozen rows cut into parts, each small enough for one PDF."""
    return printing.parts(content.wholes(review.content))


def html(review: LogReview, part: printing.Part, of: list[printing.Part]) -> str:
    """One part as an HTML document for esafety.pdf; the first begins with the meeting."""
    facts: dict[str, Any] = {"part": part, "parts": len(of), "rows": of[-1].last_row}
    return render_to_string("pdf/log_review.html", {**facts, **shown(review)})


def shown(review: LogReview) -> dict[str, Any]:
    """What a page or a paper shows of a frozen log besides its rows."""
    frozen = review.content
    zone = ZoneInfo(review.school.timezone)
    return {
        "review": review,
        "frozen": frozen,
        "day": _day(frozen["meeting"]["day"]),
        "actions": [one | {"due": _day(one["due_on"])} for one in frozen["meeting"]["actions"]],
        "open": [case for case in frozen["cases"] if case["open"]],
        "frozen_at": datetime.fromisoformat(frozen["frozen_at"]).astimezone(zone),
    }


def _day(iso: str) -> str:
    return date_format(date.fromisoformat(iso), "j F Y")
