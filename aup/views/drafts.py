"""Writing the next version of an agreement, its preview, publishing it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aup.parts import HEADINGS, parts_of
from aup.queries import texts
from aup.services import drafting
from aup.text_forms import PressForm, PublishForm, WordsForm
from aup.views import text_pages
from esafety import differences
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, refusals_shown_on
from esafety.languages import ENGLISH
from esafety.markdown import rendered
from esafety.schools import queries as schools

_WRITE = Permission.AGREEMENT_WRITE


@permission(_WRITE)
@require_POST
def begin_draft(request, school, code):
    """Begin the next version, or go on with what is begun."""
    agreement = text_pages.find_agreement(code)
    try:
        drafting.begin(agreement=agreement, by=request.actor)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(agreement)
    return redirect("aup:edit_draft", school, code)


@permission(_WRITE)
def edit_draft(request, school, code):
    """The words in one field. Both buttons save what is typed."""
    draft = text_pages.find_draft(code)
    start = {"text": draft.text, "revision": draft.revision}
    data = request.POST if request.method == "POST" else None
    form = WordsForm(data, initial=start, audience=draft.agreement.audience)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            drafting.change(draft=draft, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The draft is saved."))
            page = "preview_draft" if "preview" in request.POST else "edit_draft"
            return redirect(f"aup:{page}", school, code)
    context = {"draft": draft, "agreement": draft.agreement, "form": form, **_unsaved(draft, form)}
    context["heading"] = HEADINGS[ENGLISH] if parts_of(draft.base.text)[1] else ""
    return render(request, "aup/edit.html", context)


def _unsaved(draft, form):
    """Where somebody else was quicker: what saving now would undo or change of theirs. Only once
    that is shown does the page carry the draft's new revision."""
    if not form.is_bound or "text" not in form.cleaned_data:
        return {"revision": form["revision"].value()}
    if form.cleaned_data.get("revision") == draft.revision:
        return {"revision": draft.revision}
    lines = differences.between(draft.text, form.cleaned_data["text"])
    return {"revision": draft.revision, "lines": lines}


@permission(_WRITE)
@require_safe
def preview_draft(request, school, code):
    """The draft as readers will see it, and what differs from the version it was begun from."""
    draft = text_pages.find_draft(code)
    return render(request, "aup/preview.html", _previewed(request, draft))


@permission(_WRITE)
def publish_draft(request, school, code):
    """Make it the next version: from which day, and how large the change is."""
    draft = text_pages.find_draft(code)
    today = schools.local_today(request.school)
    data = request.POST if request.method == "POST" else None
    start = {"begins": today, "revision": draft.revision}
    page = _previewed(request, draft)
    wrong_day = partial(drafting.wrong_day, today=today)
    form = PublishForm(data, initial=start, wrong_day=wrong_day, renews=page["renews"])
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            facts = {"material": True, **form.cleaned_data}
            made = drafting.publish(draft=draft, by=request.actor, **facts)
            messages.success(request, _("Version %(n)s is published.") % {"n": made.number})
            return redirect("aup:versions", school, code)
    return render(request, "aup/publish.html", {**page, "form": form})


@permission(_WRITE)
def drop_draft(request, school, code):
    """Give the draft up."""
    draft = text_pages.find_draft(code)
    form = PressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            drafting.drop(draft=draft, by=request.actor)
            messages.success(request, _("The draft is dropped."))
            return redirect(draft.agreement)
    context = {"draft": draft, "agreement": draft.agreement, "form": form}
    return render(request, "aup/drop.html", context)


def _previewed(request, draft):
    child, parent = parts_of(draft.text)
    lines = differences.between(draft.base.text, draft.text)
    return {
        "draft": draft,
        "agreement": draft.agreement,
        "child": rendered(child, under=1),
        "parent": rendered(parent, under=1) if parent else "",
        "lines": lines,
        "differ": differences.differ(lines),
        "renews": texts.is_renewal(draft, schools.local_today(request.school)),
    }
