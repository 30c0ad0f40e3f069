"""The trends page put together: for the screen, and without links for paper."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.dateformat import format as written
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.schools import queries as schools
from esafety.schools.models import School
from incidents import queries as incidents
from incidents.log.filters import Filters, narrow
from incidents.log.options import Options, options_of
from incidents.log.phrases import chosen
from reports.trends import reading, rising, tables
from reports.trends.labels import Labels
from reports.trends.rising import Change
from reports.trends.spans import Spans, spans_of

COMPARED = ("all", "type", "year", "place", "platform", "weekday", "hour")


@dataclass(frozen=True)
class Trends:
    """Everything the page and the PDF show."""

    spans: Spans
    up: list[Change]
    down: list[Change]
    comparable: bool
    period: str
    over_terms: list[tables.Table]
    day_for_day: list[tables.Table]
    chosen: list[tuple[str, str]]


def trends(
    actor: Actor, school: School, filters: Filters, term: str, options: Options, *, links: bool
) -> Trends | None:
    """What is rising among the incidents this actor may see; None while no term has begun.

    The same few queries for any number of incidents.
    """
    today = schools.local_today(school)
    spans = spans_of(list(schools.terms()), term, schools.calendar_of(school), today)
    if spans is None:
        return None
    seen = incidents.visible_to(actor)
    counted = reading.tally(seen, narrow(seen, filters, options), spans)
    log = tables.Log(school.slug if links else "", filters)
    sheet = tables.Sheet(counted, spans, Labels(options), log)
    comparable = rising.are_comparable(
        days=spans.days,
        began_on=counted.began_on,
        earlier_until=spans.until[0] if spans.until else None,
    )
    changes = [change for name in COMPARED for change in sheet.changes(name)]
    up, down = rising.said(changes if comparable else [])
    return Trends(
        spans=spans,
        up=up,
        down=down,
        comparable=comparable,
        period=_period(spans),
        over_terms=tables.over_terms(sheet),
        day_for_day=tables.day_for_day(sheet),
        chosen=list(chosen(filters, options).values()),
    )


def from_codes(actor: Actor, school: School, codes: Mapping[str, str]) -> Trends | None:
    """The same for paper, from the codes kept with what was asked for."""
    kept = dict(codes)
    term = kept.pop("term", "")
    filters = Filters.from_codes(kept)
    return trends(actor, school, filters, term, options_of(school), links=False)


def _period(spans: Spans) -> str:
    """Which days are compared, as a sentence; "" where nothing is."""
    if not spans.until:
        return ""
    earlier, now = spans.compared
    return _(
        "%(now)s up to %(now_day)s and %(earlier)s up to %(earlier_day)s: the first %(days)s school"
        " days of each."
    ) % {
        "now": now.label,
        "now_day": written(spans.until[1], "j F Y"),
        "earlier": earlier.label,
        "earlier_day": written(spans.until[0], "j F Y"),
        "days": spans.days,
    }
