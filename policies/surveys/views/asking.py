"""The questions of an audience: read, add, reword, retire, move."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, refusals_shown_on
from policies.surveys import queries
from policies.surveys.choices import Audience
from policies.surveys.forms import QuestionForm
from policies.surveys.services import asking

_KEEP = Permission.SURVEY_MANAGE


@permission(_KEEP)
@require_safe
def questions(request, school, audience):
    """What the next survey of this audience asks, and what is retired."""
    rows = list(queries.every_question(_known(audience)))
    context = {
        "audience": audience,
        "label": Audience(audience).label,
        "asked": [row for row in rows if not row.retired],
        "retired": [row for row in rows if row.retired],
    }
    return render(request, "surveys/questions.html", context)


@permission(_KEEP)
@require_POST
def take_starters(request, school, audience):
    """Begin with the starter questions."""
    asking.take_starters(audience=_known(audience), by=request.actor)
    return redirect("surveys:questions", school, audience)


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def add_question(request, school, audience):
    """One more question."""
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm()
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            asking.add(audience=_known(audience), by=request.actor, **form.cleaned_data)
            messages.success(request, _("The question is added."))
            return redirect("surveys:questions", school, audience)
    return _edit(request, form, _("Add a question"), _known(audience))


@permission(_KEEP)
@require_http_methods(["GET", "POST"])
def change_question(request, school, number):
    """Other words, other answers."""
    row = _found(request, number)
    facts = {"words": row.words, "kind": row.kind, "options": "\n".join(row.options)}
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm(initial=facts)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            asking.change(question=row, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The question is changed, from the next survey on."))
            return redirect("surveys:questions", school, row.audience)
    return _edit(request, form, _("Change a question"), row.audience)


@permission(_KEEP)
@require_POST
def retire_question(request, school, number):
    """Ask it no more."""
    return _done(request, number, asking.retire, _("The question is retired."))


@permission(_KEEP)
@require_POST
def bring_back_question(request, school, number):
    """Ask it again."""
    return _done(request, number, asking.bring_back, _("The question is asked again."))


@permission(_KEEP)
@require_POST
def move_up_question(request, school, number):
    """Ask it one place earlier."""
    return _done(request, number, asking.move_up, _("The question is moved."))


def _edit(request, form, title, audience):
    back = reverse("surveys:questions", args=[request.school.slug, audience])
    return render(request, "surveys/edit.html", {"form": form, "title": title, "back": back})


def _done(request, number, act, sentence):
    row = _found(request, number)
    try:
        act(question=row, by=request.actor)
        messages.success(request, sentence)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("surveys:questions", request.school.slug, row.audience)


def _known(audience):
    if audience not in Audience.values:
        raise Http404
    return audience


def _found(request, number):
    row = queries.question_for(request.actor, number)
    if row is None:
        raise Http404
    return row
