"""When policies are reviewed, calling a review, and its record step by step."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools import queries as schools
from policies.documents import queries as documents
from policies.reviews import loop, presenters, workflow
from policies.reviews.choices import Step
from policies.reviews.forms import reviews as forms
from policies.reviews.queries import loop as rounds
from policies.reviews.queries import reviews as queries
from policies.reviews.services import calling, reviewing

_READ, _WRITE = Permission.PLANNER, Permission.POLICY_WRITE
# Whoever approves policies may call a review without writing them.
_CALL = Permission.PLANNER


@permission(_READ)
def due_reviews(request, school):
    """What is overdue and what comes up within 90 days."""
    today = schools.local_today(request.school)
    rows = queries.coming_up(request.actor, today)
    lines = [(row, presenters.standing(row, today)) for row in rows]
    return render(request, "reviews/due.html", {"lines": lines})


@permission(_READ)
def policy_reviews(request, school, code):
    """One policy's review date, the loop from end to end, its calls and its records."""
    policy = _find(request, code)
    keeps, today = documents.keeps(request.actor), schools.local_today(request.school)
    calls = list(queries.calls_of(policy))
    seen = queries.seen_references(request.actor, calls)
    counts = request.actor.can(Permission.POLICY_COVERAGE)
    context = {
        "policy": policy,
        "facts": presenters.facts(policy, today, keeps=keeps),
        "lines": [presenters.line(one, seen, counts=counts) for one in rounds.rounds(policy)],
        "calls": presenters.calls(calls, seen, queries.callers(calls), keeps=keeps),
        "records": [(r, presenters.record(r)) for r in queries.reviews_of(policy)] if keeps else [],
        "keeps": keeps and policy.state != "withdrawn",
        "draft": queries.draft_of(policy),
    }
    return render(request, "reviews/policy.html", context)


@permission(_CALL)
def call(request, school, code):
    """Call a review by hand."""
    policy = _kept(request, code)
    form = forms.CallForm(_posted(request))
    if form.is_valid():
        with refusals_shown_on(form):
            calling.call(policy=policy, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The review is called. What is published stays in force."))
            return redirect("reviews:policy_reviews", school, code)
    return _draw(request, policy, form, _("Call a review"))


@permission(_WRITE)
def agreements(request, school, code):
    """Which agreements stand on the policy."""
    policy, offered = _find(request, code), loop.agreements()
    start = {"agreements": sorted(rounds.agreements_of(policy))}
    form = forms.AgreementsForm(_posted(request), initial=start, offered=offered)
    if form.is_valid():
        chosen = set(form.cleaned_data["agreements"])
        with refusals_shown_on(form):
            reviewing.link_agreements(policy=policy, agreements=chosen, by=request.actor)
            messages.success(request, _("Saved."))
            return redirect("reviews:policy_reviews", school, code)
    return _draw(request, policy, form, _("Agreements that stand on the policy"))


@permission(_WRITE)
def begin(request, school, code):
    """Begin the record of a review, or go on with it."""
    policy = _find(request, code)
    if request.method == "POST":
        draft = reviewing.begin(policy=policy, by=request.actor)
        return redirect("reviews:step", school, code, workflow.first_open(draft))
    context = {"policy": policy, "draft": queries.draft_of(policy)}
    return render(request, "reviews/begin.html", context)


@permission(_WRITE)
def step(request, school, code, step):
    """One step of the record."""
    draft, at = _draft(request, code), _step(step)
    start = {name: getattr(draft, name) for name in workflow.FIELDS[at]}
    form = forms.STEPS[at](_posted(request), initial=start)
    if form.is_valid():
        with refusals_shown_on(form):
            reviewing.write(draft=draft, step=at, facts=form.cleaned_data, by=request.actor)
            following = workflow.after(at)
            if following == Step.CHECK:
                return redirect("reviews:finish", school, code)
            return redirect("reviews:step", school, code, following)
    return _draw(request, draft.policy, form, at.label)


@permission(_WRITE)
def finish(request, school, code):
    """Everything once more, and the end of the review."""
    draft = _draft(request, code)
    form = forms.FinishForm(_posted(request))
    if form.is_valid():
        with refusals_shown_on(form):
            done = reviewing.finish(draft=draft, by=request.actor)
            messages.success(request, _("The review is finished."))
            return redirect("reviews:policy_reviews", school, done.policy.code)
    context = {
        "policy": draft.policy,
        "steps": presenters.steps(draft),
        "rows": presenters.record(draft),
        "form": form,
        "missing": workflow.missing(draft),
        "cancel_url": _page(draft.policy),
    }
    return render(request, "reviews/finish.html", context)


def _find(request, code):
    return get_object_or_404(documents.visible_to(request.actor), code=code)


def _kept(request, code):
    """A policy for those who keep them; for all others there is nothing to call."""
    if not documents.keeps(request.actor):
        raise Http404
    return _find(request, code)


def _draft(request, code):
    draft = queries.draft_of(_find(request, code))
    if draft is None:
        raise Http404
    return draft


def _step(name):
    if name not in forms.STEPS:
        raise Http404
    return Step(name)


def _posted(request):
    return request.POST if request.method == "POST" else None


def _page(policy):
    return reverse("reviews:policy_reviews", args=[policy.school.slug, policy.code])


def _draw(request, policy, form, title):
    back = _page(policy)
    context = {"policy": policy, "form": form, "title": title, "back": back, "cancel_url": back}
    return render(request, "reviews/edit.html", context)
