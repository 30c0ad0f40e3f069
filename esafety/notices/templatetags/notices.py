"""What other packages' pages show of notices."""

from typing import Any

from django import template

from esafety.notices import presenters

register = template.Library()


@register.inclusion_tag("notices/gaps.html", takes_context=True)
def dsl_gaps(context: Any) -> dict[str, Any]:
    """When no DSL or deputy DSL is there, for those who can mend it; nothing for others."""
    return {"gaps": presenters.gaps_for(context["actor"], context["school"])}
