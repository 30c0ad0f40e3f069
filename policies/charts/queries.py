"""Reads of the decision charts of the school in scope."""

from datetime import date

from policies import queries
from policies.charts import structure
from policies.charts.structure import Chart
from policies.choices import Shape
from policies.models import RuleTableVersion


def titles() -> dict[str, str]:
    """The school's charts by their codes, in the order they were made."""
    found = queries.tables().filter(shape=Shape.CHART)
    return {table.code: table.title for table in found}


def in_force(code: str, on: date) -> RuleTableVersion | None:
    """The version of a chart in force on a day; None for a code that is no chart of the school."""
    version = queries.in_force(code, on)
    return version if version is not None and version.table.shape == Shape.CHART else None


def chart_of(version: RuleTableVersion) -> Chart:
    """The questions and steps of one version."""
    return structure.read(version.rows)
