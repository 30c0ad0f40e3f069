"""The dates of surveys, for the planner, the calendar and agendas."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from policies import due
from policies.due import Due
from policies.surveys import queries
from policies.surveys.choices import Audience

KIND = "survey"


def dates(actor: Actor, first: date, last: date) -> Iterable[Due]:
    """When surveys begin and end, and when the next one of an audience is a year away, for those
    who keep them."""
    if not actor.can(Permission.SURVEY_MANAGE):
        return
    rows = queries.due_between(first, last)
    for row in rows:
        whom, url = row.get_audience_display(), row.get_absolute_url()
        begins = _("Survey of %(whom)s begins") % {"whom": whom.lower()}
        ends = _("Survey of %(whom)s ends") % {"whom": whom.lower()}
        if first <= row.opens_on <= last:
            yield Due(row.opens_on, KIND, str(row), begins, url, row.opened_at is not None)
        if first <= row.closes_on <= last:
            yield Due(row.closes_on, KIND, str(row), ends, url, row.closed_at is not None)
    yield from _next_years(actor, first, last)


def _next_years(actor: Actor, first: date, last: date) -> Iterable[Due]:
    slug = queries.school_of(actor).slug
    for audience, row in queries.latest_of_each().items():
        on = _a_year_after(row.opens_on)
        if first <= on <= last:
            words = _("Yearly survey of %(whom)s") % {"whom": Audience(audience).label.lower()}
            url = reverse("surveys:new_survey", args=[slug])
            yield Due(on, KIND, f"survey_questions:{audience}", words, url)


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)


due.register(KIND, gettext_lazy("Surveys"), dates)
