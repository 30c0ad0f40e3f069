"""What the reports' views share: finding a report, and drawing the page of one act."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from esafety.access.refused import refusals_shown_on
from reports import presenters, queries
from reports.choices import SLUGS, Span
from reports.forms import PressForm, SeenForm
from reports.models import GovernorReport

_PARTS = {slug: part for part, slug in SLUGS.items()}


def find(rows: Any, term: str, part: str) -> GovernorReport:
    """The report of that address among the rows, or 404."""
    year, _dash, number = term.partition("-")
    wanted = {"term__academic_year": year, "part": _PARTS[part], "span": Span.YEAR}
    if number != "year":
        wanted |= {"term__number": number, "span": Span.TERM}
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


def seen(request: Any, found: GovernorReport) -> dict[str, int | None]:
    """What a form of an act about an edition begins with: the number of the edition that stood on
    the page from which one came, else of that which has the present words."""
    asked, now = request.GET.get("edition", ""), queries.current_edition(found)
    if asked.isascii() and asked.isdecimal():
        return {"edition": int(asked)}
    return {"edition": now.number if now else None}


def press(
    request: Any, found: GovernorReport, service: Any, words: dict[str, Any], form: Any = PressForm
) -> HttpResponse:
    """An act that asks for nothing but to be meant, or, with `SeenForm`, for the edition that it is
    about. `words`: title, text, button and done."""
    initial = seen(request, found) if form is SeenForm else {}
    form = form(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            done = service(report=found, by=request.actor, **form.cleaned_data)
            messages.success(request, words["done"])
            return redirect(done)
    return act(request, found, form, **words)
