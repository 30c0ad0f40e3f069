"""The data of a report's next edition: everything it will publish, and nothing more."""

from typing import Any

from django.db.models import QuerySet

from esafety.schools import queries as schools
from incidents import queries as incidents
from incidents.models import Incident
from reports import queries
from reports.choices import Part
from reports.figures import reading
from reports.figures.columns import columns_of, kinds_shown
from reports.figures.periods import Period, periods_for
from reports.models import GovernorReport

VERSION = 1


class NobodyCounts(Exception):
    """Neither the drafter nor a headteacher is there to count for."""


def of(report: GovernorReport) -> dict[str, Any]:
    """Counted now, made safe, in plain types. Terms published before stay as they were."""
    periods = periods_for(report.term)
    cases = reading.cases(_within(_incidents(report), periods))
    kinds = kinds_shown(_offered(), cases)
    columns = columns_of(periods, cases, kinds, schools.calendar_of(report.school))
    if report.is_main:
        columns = [queries.published_column(c["term"], but=report) or c for c in columns]
    return {
        "version": VERSION,
        "part": report.part,
        "school": report.school.name,
        "handling_mark": report.school.handling_mark,
        "kinds": [{"code": k.code, "label": k.label, "group": k.group} for k in kinds],
        "columns": columns,
    }


def _incidents(report: GovernorReport) -> QuerySet[Incident]:
    """What the report counts: what its drafter may see. An annex: what its maker may see and the
    drafter of the report itself may not."""
    own = _visible_to(report)
    if report.is_main:
        return own
    main = GovernorReport.objects.get(term=report.term, part=Part.MAIN)
    return own.exclude(pk__in=_visible_to(main).values("pk"))


def _visible_to(report: GovernorReport) -> QuerySet[Incident]:
    if not report.is_main:
        maker = schools.members().get(pk=report.drafted_by_id)
        return incidents.visible_to(schools.actor_of(maker))
    drafter = queries.drafter_of(report.drafted_by_id)
    if drafter is None:
        raise NobodyCounts
    return incidents.visible_to(drafter)


def _within(rows: QuerySet[Incident], periods: list[Period]) -> QuerySet[Incident]:
    rows = rows.filter(happened_on__gte=periods[-1].first)
    return rows.filter(happened_on__lt=periods[0].until) if periods[0].until else rows


def _offered() -> list[reading.Kind]:
    fields = ("group", "position", "code", "label")
    return [reading.Kind(*row) for row in incidents.types_on_record().values_list(*fields)]
