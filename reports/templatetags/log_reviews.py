"""The frozen log on the page of its meeting."""

from typing import Any

from django import template

from policies.meetings.models import Meeting
from reports.log_review import queries

register = template.Library()


@register.inclusion_tag("reports/log_review_on_meeting.html", takes_context=True)
def frozen_log(context: Any, meeting: Meeting) -> dict[str, Any]:
    """The logs frozen at a meeting that exist for the reader, and whether they may freeze one; for
    readers of no frozen log nothing."""
    actor = context["actor"]
    if not queries.may_read(actor):
        return {}
    return {
        "reviews": list(queries.visible_to(actor).filter(meeting=meeting)),
        "may_freeze": queries.to_freeze(actor).filter(pk=meeting.pk).exists(),
        "closes": meeting.closed_at is None,
        "meeting": meeting,
        "school": context["school"],
        "csrf_token": context.get("csrf_token"),
        "reads": True,
    }
