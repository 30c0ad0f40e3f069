"""Reads about names of the directory that stand in the texts of a report."""

from esafety.people.models import Person
from esafety.schools.models import Membership
from reports import names, queries
from reports.models import GovernorReport, NameClearance


def of(report: GovernorReport) -> dict[str, list[names.Found]]:
    """Names of the directory in the texts of a report, by section, that nobody has cleared."""
    texts = queries.texts_of(report)
    if not texts:
        return {}
    directory, cleared = names.of(_directory()), clearances(report)
    found = {}
    for key, text in texts.items():
        known = {name for row in cleared if row.section == key for name in row.names}
        left = [each for each in names.find(text, directory) if each.key not in known]
        if left:
            found[key] = left
    return found


def clearances(report: GovernorReport) -> list[NameClearance]:
    """What was said about names in the report's texts, the oldest first."""
    rows = NameClearance.objects.filter(report=report).select_related("cleared_by")
    return list(rows.order_by("pk"))


def _directory() -> list[tuple[str, str]]:
    """First and last names of everyone, and the names by which members are called."""
    people = list(Person.objects.order_by().values_list("first_name", "last_name").distinct())
    called = Membership.objects.values_list("display_name", flat=True)
    return people + [(first, last) for first, _space, last in (n.partition(" ") for n in called)]
