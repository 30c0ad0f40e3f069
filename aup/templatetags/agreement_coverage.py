"""What other apps' pages show of agreements."""

from typing import Any

from django import template

from aup import coverage_presenters as presenters
from aup.queries import coverage
from esafety.access.permissions import Permission
from esafety.schools import queries as schools

register = template.Library()


@register.inclusion_tag("aup/campaigns/on_home.html", takes_context=True)
def agreements_on_home(context: Any) -> dict[str, Any]:
    """How many have signed and what to do next, for those who look after it; else nothing."""
    actor, school = context["actor"], context["school"]
    if not actor.can(Permission.AGREEMENT_COVERAGE):
        return {}
    rows = presenters.lines(coverage.coverage(schools.local_today(school)))
    manages = actor.can(Permission.AGREEMENT_MANAGE)
    return {"rows": rows, "school": school, "manages": manages}
