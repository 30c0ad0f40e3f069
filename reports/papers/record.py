"""The copy of one incident's record on paper, from the content fixed when it was asked for."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from esafety import copies
from esafety.access.actor import Actor
from reports.models import Paper


def show(paper: Paper, actor: Actor, made_at: datetime) -> tuple[str, Sequence[int]]:
    """The HTML of the content, masked already where it was asked for so, and its incident."""
    reader = paper.requested_by.display_name
    local = made_at.astimezone(ZoneInfo(paper.school.timezone))
    html = copies.drawn(
        "pdf/record_out.html",
        {
            "paper": paper,
            "school": paper.school,
            "content": paper.content,
            "mark": copies.MARK,
            "reader": reader,
            "watermark": copies.across(reader, local),
            "made_at": local,
        },
        zone=paper.school.timezone,
    )
    return html, paper.incidents
