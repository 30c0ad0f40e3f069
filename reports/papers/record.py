"""The copy of one incident's record on paper, from the content fixed when it was asked for."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from reports.models import Paper
from reports.papers.watermark import watermark

MARK = "OFFICIAL-SENSITIVE"


def show(paper: Paper, actor: Actor, made_at: datetime) -> tuple[str, Sequence[int]]:
    """The HTML of the content, masked already where it was asked for so, and its incident."""
    reader = paper.requested_by.display_name
    html = render_to_string(
        "pdf/record_out.html",
        {
            "paper": paper,
            "school": paper.school,
            "content": paper.content,
            "mark": MARK,
            "reader": reader,
            "watermark": watermark(_("Copy of %(reader)s") % {"reader": reader}),
            "made_at": made_at.astimezone(ZoneInfo(paper.school.timezone)),
        },
    )
    return html, paper.incidents
