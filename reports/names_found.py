"""Reads about names of the directory and of the record that stand in the texts of a report."""

from esafety.access.actor import Actor
from esafety.people.models import Person
from esafety.schools.models import Membership
from incidents import queries as incidents
from incidents.models import InvolvedPerson
from reports import names, queries
from reports.figures.periods import counted_for
from reports.models import GovernorReport, NameClearance


def of(report: GovernorReport, reader: Actor | None = None) -> dict[str, list[names.Found]]:
    """Names in the texts of a report, by section, that nobody has cleared: of the directory, and
    those typed in the incidents that its drafter may see. A `reader` is told of those alone that
    they may see as well: a warning would tell them of the others."""
    texts = queries.texts_of(report)
    if not texts:
        return {}
    known = names.of([*_directory(), *_typed(report, reader)])
    cleared, found = clearances(report), {}
    for key, text in texts.items():
        done = {name for row in cleared if row.section == key for name in row.names}
        left = [each for each in names.find(text, known) if each.key not in done]
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


def _typed(report: GovernorReport, reader: Actor | None) -> list[tuple[str, str]]:
    """The names typed by hand in incidents, from the first day of which a figure of the report
    can tell; a row that was taken off the record has named somebody as well."""
    drafter = queries.drafter_of(report.drafted_by_id) if report.is_main else reader
    if drafter is None:
        return []
    rows = InvolvedPerson.objects.exclude(typed_name="").filter(
        incident__in=incidents.seen_with(drafter).order_by().values("pk"),
        incident__happened_on__gte=counted_for(report.term, span=report.span).first,
    )
    if reader is not None and reader.membership_id != drafter.membership_id:
        rows = rows.filter(incident__in=incidents.visible_to(reader).order_by().values("pk"))
    typed = rows.order_by().values_list("typed_name", flat=True).distinct()
    return [names.typed(name) for name in typed]
