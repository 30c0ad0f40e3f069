"""The reader's open actions of meetings, for the home page."""

from django import template

from esafety.access.permissions import Permission
from esafety.schools import queries as schools
from policies.meetings import presenters, queries

register = template.Library()


@register.inclusion_tag("meetings/on_home.html", takes_context=True)
def actions_on_home(context):
    """What meetings asked the reader to do and they have not answered; nothing where nothing is."""
    actor, school = context["actor"], context["school"]
    if not actor.can(Permission.PLANNER):
        return {}
    rows = presenters.actions(queries.open_for(actor)[:5], schools.local_today(school))
    return {"rows": rows, "school": school}
