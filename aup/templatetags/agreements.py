"""How it stands with somebody's agreement, for pages of other parts of the product."""

from django import template

from aup import access_presenters
from aup.queries import access
from esafety.people.models import Person
from esafety.schools import queries as schools

register = template.Library()


@register.inclusion_tag("aup/standing.html")
def agreement_standing(person: Person) -> dict[str, object]:
    """Whether this person may use the school's systems today, and why; nothing of a parent."""
    today = schools.local_today(person.school)
    rows = access.standings(access.on_the_list().filter(pk=person.pk), today)
    return {"lines": access_presenters.lines(rows)}
