"""What of the reader's own training is due, for the home page."""

from django import template

from esafety.schools import queries as schools
from policies.training import presenters, queries

register = template.Library()


@register.inclusion_tag("training/on_home.html", takes_context=True)
def training_on_home(context):
    """What is due within 30 days or overdue; nothing where nothing is."""
    actor, school = context["actor"], context["school"]
    today = schools.local_today(school)
    return {"due": presenters.due(queries.due_for(actor, today), today), "school": school}
