"""The numbers of the school's own work as cells of a column: those of people made safe."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from esafety.access.actor import Actor
from esafety.schools.models import School
from esafety.suppression import NotProven, Rule, suppress
from incidents.models import Incident
from policies.registers.queries import figures as registers
from reports.figures import papers, standing
from reports.figures.columns import plain
from reports.figures.periods import Period

Cells = dict[str, Any]


def papers_of(
    school: School,
    period: Period,
    today: date,
    incidents: QuerySet[Incident],
    *,
    people: bool = True,
) -> Cells:
    """What was done in a term. Without `people`, numbers that are made safe stay as they were
    published, and so does what they could be worked out from."""
    found = papers.of(school, period, today, incidents)
    if not people:
        return {key: cell for key, cell in found.plain.items() if key not in papers.CALLS}
    return {**found.plain, **safe(found.people, found.rules, beside=found.plain)}


def secret_of(actor: Actor, school: School, period: Period, today: date) -> Cells:
    """What stands in the registers that only the maker of an annex reads, and of what they may
    see alone: small numbers are covered there as well, since paper is left lying about."""
    last = papers.last_day(period, today)
    found = registers.secret_figures(actor, school, period.first, last)
    return safe({f"register.{code}.made": number for code, number in found.items()}, [])


def standing_on(school: School, day: date) -> tuple[Cells, dict[str, str]]:
    """How the school stands on a day, and what its agreements and policies are called."""
    found = standing.of(school, day)
    return {**found.plain, **safe(found.people, found.rules)}, found.labels


def safe(people: dict[str, int], rules: list[Rule], beside: Cells | None = None) -> Cells:
    """Numbers of people, made safe together; none of them where no proof is found. Numbers of the
    rules that stand `beside` them are printed as they are."""
    known = {key for rule in rules for key, _c in rule.terms} - people.keys()
    printed = {key: (beside or {})[key] for key in known}
    try:
        cells = suppress(people | printed, rules, published=printed)
    except NotProven:
        return {}
    return {key: plain(cells[key]) for key in people}
