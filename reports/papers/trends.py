"""The trends on paper: the same tables and charts as on the page, without links."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string

from esafety.access.actor import Actor
from incidents import queries as incidents
from incidents.log.filters import Filters, narrow
from incidents.log.options import options_of
from reports.models import Paper
from reports.trends import page


def show(paper: Paper, actor: Actor, made_at: datetime) -> tuple[str, Sequence[int]]:
    """The HTML, and the incidents from which it was counted."""
    found = page.from_codes(actor, paper.school, paper.asked)
    codes = {name: code for name, code in paper.asked.items() if name != "term"}
    rows = narrow(incidents.visible_to(actor), Filters.from_codes(codes), options_of(paper.school))
    html = render_to_string(
        "pdf/trends.html",
        {
            "trends": found,
            "school": paper.school,
            "reader": paper.requested_by.display_name,
            "made_at": made_at.astimezone(ZoneInfo(paper.school.timezone)),
        },
    )
    return html, list(rows.order_by("pk").values_list("pk", flat=True))
