"""The bench of a governor report: counting it, and making it beside bare WeasyPrint."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext
from django_scopes import scope, scopes_disabled

from esafety.accounts.models import User
from esafety.demo import production
from esafety.schools import queries as schools
from esafety.schools.models import Membership, School, Term
from incidents.models import Incident
from reports import frames, rendering
from reports.figures import report_data
from reports.models import GovernorReport
from reports.rendering import Content
from reports.services import drafting
from tests.bench import load, measure

COUNTS = 9  # times that the data step is measured
PAIRS = 5  # times that both make the PDF, turn by turn


def measured(folder: str, size: int, say: Callable[[str], None]) -> dict[str, Any]:
    """The report of the demo's busiest term beside so many incidents of another school; and of
    that school's own busiest term, which has more of them than a school ever will."""
    large = _school(folder, size)
    with scope(school=large):
        own = _data_step(drafting.start(term=_busiest(), by=_lead()))
        there = Incident.objects.count()
    with scope(school=_demo()):
        report = drafting.start(term=_busiest(), by=_lead())
        found = {"incidents": there, **_data_step(report), **_pdf(report), "all_in_one": own}
    say(
        f"{there:>7,}  governor report of the demo: counted in {found['data_ms']:.0f} ms with "
        f"{found['data_queries']} queries; made in {found['pdf_ms']:.0f} ms, "
        f"{found['to_floor']:.2f} x WeasyPrint alone"
    )
    say(f"         all of them in one school: counted in {own['data_ms']:,.0f} ms")
    return found


def _demo() -> School:
    """The first demo school, beside the one with the many incidents, whose names it takes."""
    with scopes_disabled():
        School.objects.update(slug="large", code="LRG")
        for model in (User, EmailAddress):
            model.objects.update(email=Concat(Value("large-"), "email"))
        production.make(production.WHOLE)
        found: School = School.objects.get(slug="oakfield")
    return found


def _school(folder: str, size: int) -> School:
    """The school that the log's part has loaded, else one that is loaded now."""
    measure.install(folder)
    with scopes_disabled():
        found = School.objects.first()
    if found is None:
        found, lead, _teacher = load.make_place()
        load.load(found, lead, number=size)
    return found


def _lead() -> Any:
    row = Membership.objects.filter(grants__role="lead").order_by("pk")[0]
    return schools.actor_of(row)


def _busiest() -> Term:
    """Of the terms that have no report yet."""

    def number(term: Term) -> int:
        days = (term.starts_on, term.ends_on)
        return Incident.objects.filter(happened_on__range=days).count()

    taken = GovernorReport.objects.values("term")
    return max(Term.objects.exclude(pk__in=taken), key=number)


def _data_step(report: GovernorReport) -> dict[str, Any]:
    """Milliseconds of counting: the median, after a first time that warms everything up."""
    times = []
    for _each in range(COUNTS + 1):
        start = time.perf_counter()
        report_data.of(report)
        times.append((time.perf_counter() - start) * 1000)
    with CaptureQueriesContext(connection) as caught:
        report_data.of(report)
    return {"data_ms": round(statistics.median(times[1:]), 1), "data_queries": len(caught)}


def _pdf(report: GovernorReport) -> dict[str, Any]:
    """Milliseconds of the template and the tagged PDF, beside WeasyPrint alone with the very same
    HTML and nothing else asked of it, turn by turn. The data are counted before."""
    data, texts = report_data.of(report), {"incidents": "A calm term."}
    content = Content(data, texts, frames.of(report, data, texts))
    html = rendering.html_of(content)
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(PAIRS + 1):
        for side, make in enumerate((lambda: _whole(content), lambda: _alone(html))):
            start = time.perf_counter()
            make()
            if number:  # the first warms it up
                times[side].append((time.perf_counter() - start) * 1000)
    ours, floor = (statistics.median(side) for side in times)
    figures = {"pdf_ms": ours, "floor_ms": floor, "to_floor": ours / floor}
    return {name: round(value, 2) for name, value in figures.items()}


def _whole(content: Content) -> bytes:
    """As the report's job makes it."""
    return rendering.pdf_of(rendering.html_of(content))


def _alone(html: str) -> bytes:
    from weasyprint import HTML

    return bytes(HTML(string=html).write_pdf())
