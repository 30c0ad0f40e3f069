"""Reads of the rules of the school in scope."""

from datetime import date

from django.db.models import QuerySet

from policies.models import RuleTable, RuleTableVersion


def tables() -> QuerySet[RuleTable]:
    """The school's tables, in the order they were made."""
    found: QuerySet[RuleTable] = RuleTable.objects.select_related("school").order_by("pk")
    return found


def versions(table: RuleTable) -> QuerySet[RuleTableVersion]:
    """Every version of a table, newest first."""
    found: QuerySet[RuleTableVersion] = RuleTableVersion.objects.filter(table=table)
    return found.select_related("table").order_by("-number")


def in_force(code: str, on: date) -> RuleTableVersion | None:
    """The version of a table in force on a day; before the first took effect, the first.

    None for a code the school has no table of. This is what a record of an incident asks.
    """
    rows = RuleTableVersion.objects.filter(table__code=code).select_related("table__school")
    begun: RuleTableVersion | None = rows.filter(effective_from__lte=on).order_by("number").last()
    return begun or rows.order_by("number").first()
