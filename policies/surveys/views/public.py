"""The public page of a survey: no account, nothing kept about who answers."""

import uuid
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from esafety import limits
from esafety.access.gates import public
from esafety.access.refused import refusals_shown_on
from esafety.accounts.addresses import address_of
from esafety.schools import queries as schools
from policies.surveys import queries, workflow
from policies.surveys.forms import AnswerForm
from policies.surveys.services import answering

_MOST, _WINDOW = 300, 60
"""A whole school may answer in one hour behind one address: 300 a minute, and after a minute the
same form can be sent again. Nobody is shut out."""


def _open_to_all(view):
    """Anyone may open the page of a survey that was opened; no browser or proxy keeps a copy."""

    @wraps(view)
    def opened(request, school, code):
        row = queries.by_code(code) if request.school is not None else None
        if row is None:
            raise Http404
        return view(request, row)

    return public(never_cache(opened))


@_open_to_all
@require_http_methods(["GET", "POST"])
def answer(request, row):
    """The questions. What was chosen survives every error."""
    if not workflow.is_answered(row, schools.local_today(row.school)):
        return _draw(request, row, "not_open")
    asked = row.paper.asked()
    if request.method == "GET":
        return _form(request, row, AnswerForm(initial={"seed": uuid.uuid4()}, asked=asked))
    form = AnswerForm(request.POST, asked=asked)
    if form.is_valid():
        if _too_many(request, row, form):
            return _form(request, row, form, too_many=True, status=429)
        with refusals_shown_on(form):
            _take(request, row, form)
            return redirect("survey:thanks", row.school.slug, row.code)
    return _form(request, row, form)


@_open_to_all
@require_safe
def thanks(request, row):
    """It was sent. The page knows nothing of it."""
    return _draw(request, row, "thanks")


def _too_many(request, row, form):
    """Above the limit, unless the same form counts already: a second press is never turned away."""
    full = limits.is_full(_limit(row), address_of(request))
    return full and not answering.was_sent(survey=row, seed=form.cleaned_data["seed"])


def _take(request, row, form):
    seed = form.cleaned_data["seed"]
    if answering.answer(survey=row, seed=seed, chosen=form.chosen):
        limits.count(_limit(row), address_of(request))


def _limit(row):
    return limits.Limit(f"survey-{row.pk}", _MOST, _WINDOW)


def _form(request, row, form, *, status=200, **context):
    return _draw(request, row, "answer", status=status, form=form, **context)


def _draw(request, row, name, *, status=200, **context):
    """A public page shows nobody as signed in, even where somebody is."""
    facts = {"user": None, "idle_minutes": 0, "survey": row}
    return render(request, f"surveys/public/{name}.html", facts | context, status=status)
