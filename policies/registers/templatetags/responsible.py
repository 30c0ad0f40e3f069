"""Who is responsible for what, for pages that say "tell ...": from the register of responsible
persons of the page's school."""

from typing import Any

from django import template

from esafety.schools import queries as schools
from policies.registers.declared.persons import RESPONSIBILITIES
from policies.registers.queries import holders

register = template.Library()


@register.simple_tag(takes_context=True)
def responsible(context: Any, code: str) -> list[holders.Holder]:
    """Whom to tell today, by the register, else by the role: `{% responsible "dsl" as leads %}`."""
    return holders.to_tell(code, schools.local_today(context["school"]))


@register.simple_tag(takes_context=True)
def all_responsible(context: Any) -> list[dict[str, Any]]:
    """Every named responsibility with who holds it today, as rows of a summary list."""
    today = schools.local_today(context["school"])
    held = holders.all_holders(today)
    return [
        {"key": label, "lines": [str(holder) for holder in held.get(code, [])]}
        for code, label in RESPONSIBILITIES
    ]
