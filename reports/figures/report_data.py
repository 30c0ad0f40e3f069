"""The data of a report's next edition: everything it will publish, and nothing more."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from esafety.access.actor import Actor
from esafety.schools import queries as schools
from incidents import queries as incidents
from incidents.models import Incident
from reports import queries
from reports.choices import Part
from reports.figures import periods, reading, years
from reports.figures.columns import columns_of, kinds_shown, nothing_of
from reports.figures.paper_cells import papers_of, secret_of, standing_on
from reports.figures.periods import Period
from reports.figures.published import Column, Published
from reports.figures.sanctions import actions_of
from reports.figures.standing import is_standing
from reports.figures.whole import Rows
from reports.models import GovernorReport

VERSION = 2


class NobodyCounts(Exception):
    """Neither the drafter nor a headteacher is there to count for."""


def of(report: GovernorReport, *, afresh: bool = False) -> dict[str, Any]:
    """Counted now, made safe, in plain types. Terms published before stay as they were; of those
    that only a report which the drafter may not see has printed, nothing is said.

    A published report is corrected: its own term is made safe beside what was published of it,
    unless it is counted `afresh`, for those who work on it to compare. How the school stood is
    counted once, for the first edition that is published: it is nothing that the log could change.
    """
    all_terms, today = list(schools.terms()), schools.local_today(report.school)
    shown = periods.periods_for(report.term, all_terms, report.span)
    trend = periods.trend_for(report.term, all_terms)
    before, me = _published_before(report), _counter_of(report)
    old, by = before.let_go(shown[0].code) if queries.is_published(report) else (None, [])
    printed = {shown[0].code: old} if old and not afresh else {}
    columns, rows = _columns(report, _terms_of([*shown, *trend]), before, printed, today)
    for year in (p for p in shown if p.terms and p.code not in columns):
        made = years.year_of(year, [columns[term.code] for term in year.terms])
        made = nothing_of(year) if year.code in before.unseen else made
        kept = printed[year.code]["cells"] if year.code in printed else {}
        columns[year.code] = {**made, "cells": kept | made["cells"]}
    code, labels = shown[0].code, dict[str, str]()
    if old is not None:
        columns[code]["cells"] |= {k: v for k, v in old["cells"].items() if is_standing(k)}
    elif report.is_main:
        cells, labels = standing_on(report.school, today)
        columns[code] = columns[code] | {"cells": columns[code]["cells"] | cells}
    return {
        "version": VERSION,
        "part": report.part,
        "span": report.span,
        "school": report.school.name,
        "handling_mark": report.school.handling_mark,
        "day": before.days[code] if old is not None else today.isoformat(),
        **before.names(rows, labels, [columns[p.code] for p in shown]),
        "columns": [columns[p.code] for p in shown],
        "trend": [columns[p.code] for p in trend],
        "counted_by": _counted_by([*shown, *trend], before, sorted({*by, me.membership_id or 0})),
    }


def _published_before(report: GovernorReport) -> Published:
    """What was published, as far as whoever counts for this report may see it; of an annex,
    nothing is kept."""
    if not report.is_main:
        return Published([])
    visible = set(queries.visible_to(_counter_of(report)).values_list("pk", flat=True))
    seen, hidden = list[dict[str, Any]](), list[dict[str, Any]]()
    for pk, data in queries.published_data():
        (seen if pk in visible else hidden).append(data)
    return Published(seen, hidden)


def _counted_by(wanted: list[Period], before: Published, now: list[int]) -> dict[str, list[int]]:
    """Who counted each column, by its code. It is not printed: whoever may not see what one of
    them counted does not see the report."""

    def of_one(period: Period) -> list[int]:
        if period.code in before.counted:
            return before.counted[period.code]
        return sorted({by for term in period.terms for by in of_one(term)}) or now

    return {p.code: of_one(p) for p in wanted if p.code not in before.unseen}


def _columns(
    report: GovernorReport,
    wanted: list[Period],
    before: Published,
    printed: dict[str, Column],
    today: date,
) -> tuple[dict[str, Column], Rows]:
    """The columns of the terms: as they were published, else counted; and what their rows are."""
    known = before.columns | {p.code: nothing_of(p) for p in wanted if p.code in before.unseen}
    missing, seen = [p for p in wanted if p.code not in known], _incidents(report)
    cases = reading.cases(seen, missing, today)
    rows = Rows(kinds_shown(_offered(), cases), actions_of(cases))
    counted = columns_of(missing, cases, rows, schools.calendar_of(report.school), printed)
    columns = known | {column["term"]: column for column in counted}
    if report.is_main:
        for period in missing:
            people = period.code not in printed
            columns[period.code]["cells"] |= papers_of(
                report.school, period, today, seen, people=people
            )
    else:
        maker = _maker_of(report)
        for period in missing:
            columns[period.code]["cells"] |= secret_of(maker, report.school, period, today)
    return columns, rows


def _terms_of(shown: list[Period]) -> list[Period]:
    """The terms that are shown or make up a year that is, each once."""
    terms = [term for period in shown for term in (period.terms or (period,))]
    return list({term.code: term for term in terms}.values())


def _incidents(report: GovernorReport) -> QuerySet[Incident]:
    """What the report counts: what its drafter may see. An annex: what its maker may see and the
    drafter of the report itself may not."""
    own = _visible_to(report)
    if report.is_main:
        return own
    main = GovernorReport.objects.get(term=report.term, span=report.span, part=Part.MAIN)
    return own.exclude(pk__in=_visible_to(main).values("pk"))


def _visible_to(report: GovernorReport) -> QuerySet[Incident]:
    return incidents.seen_with(_counter_of(report))


def _counter_of(report: GovernorReport) -> Actor:
    """Who counts for a report: its drafter or who stands in for them; for an annex its maker."""
    if not report.is_main:
        return _maker_of(report)
    drafter = queries.drafter_of(report.drafted_by_id)
    if drafter is None:
        raise NobodyCounts
    return drafter


def _maker_of(annex: GovernorReport) -> Actor:
    """The headteacher or the chair whose annex it is."""
    return schools.actor_of(schools.members().get(pk=annex.drafted_by_id))


def _offered() -> list[reading.Kind]:
    fields = ("group", "position", "code", "label")
    return [reading.Kind(*row) for row in incidents.types_on_record().values_list(*fields)]
