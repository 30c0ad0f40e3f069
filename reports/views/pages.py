"""What the reports' views share: finding a report, and drawing the page of one act."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from reports import presenters, queries
from reports.choices import SLUGS
from reports.models import GovernorReport

_PARTS = {slug: part for part, slug in SLUGS.items()}


def find(rows: Any, term: str, part: str) -> GovernorReport:
    """The report of that address among the rows, or 404."""
    year, _dash, number = term.partition("-")
    wanted = {"term__academic_year": year, "term__number": number, "part": _PARTS[part]}
    found: GovernorReport = get_object_or_404(rows, **wanted)
    return found


def find_visible(request: Any, term: str, part: str) -> GovernorReport:
    return find(queries.visible_to(request.actor), term, part)


def find_workable(request: Any, term: str, part: str) -> GovernorReport:
    return find(queries.workable_by(request.actor), term, part)


def act(request: HttpRequest, report: GovernorReport, form: Form, **words: Any) -> HttpResponse:
    """The page of one act. `words`: title, text, button; danger where it takes something back."""
    context = {"report": report, "heading": presenters.title_of(report), "form": form, **words}
    return render(request, "reports/act.html", context)
