"""Beginning a policy, its details, its text, the blanks."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from esafety import differences
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools import queries as schools
from policies.documents import queries
from policies.documents.forms.details import BlanksForm, DetailsForm, NewPolicyForm
from policies.documents.forms.moves import DropForm, TextForm
from policies.documents.services import blanks as filling
from policies.documents.services import seeding, writing
from policies.documents.views import pages

_WRITE = Permission.POLICY_WRITE


@permission(_WRITE)
def new_policy(request, school):
    """Begin a policy with its details."""
    start = {"number": seeding.free_number(request.school)}
    members = schools.current_members().order_by("display_name", "pk")
    form = NewPolicyForm(pages.bound(request), initial=start, members=members)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            made = writing.make(by=request.actor, **form.cleaned_data)
            messages.success(request, _("The policy is begun. Write its text."))
            return redirect(made.url("edit_text"))
    return render(request, "documents/new.html", {"form": form})


@permission(_WRITE)
def policy_details(request, school, code):
    """Change what is known of a policy."""
    policy = pages.find_policy(request, code)
    members = schools.current_members().order_by("display_name", "pk")
    form = DetailsForm(pages.bound(request), initial=DetailsForm.start(policy), members=members)
    title = _("Details of the policy")
    done = _("The details are saved.")
    return pages.act(request, policy, form, writing.change_details, done, title=title)


@permission(_WRITE)
@require_POST
def begin_text(request, school, code):
    """Begin the next text, or go on with what is begun."""
    policy = pages.find_policy(request, code)
    writing.begin(policy=policy, by=request.actor)
    return redirect(policy.url("edit_text"))


@permission(_WRITE)
def edit_text(request, school, code):
    """The text in one field. Both buttons save what is typed."""
    policy = pages.find_policy(request, code)
    draft = pages.find_draft(policy)
    start = {"text": draft.text, "revision": draft.revision}
    form = TextForm(pages.bound(request), initial=start, problem=writing.problem)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            writing.change(policy=policy, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The text is saved."))
            return redirect(
                policy.url("preview_text" if "preview" in request.POST else "edit_text")
            )
    context = {"policy": policy, "draft": draft, "form": form, **_unsaved(draft, form)}
    context |= {"blanks": filling.listed(), "tables": queries.table_titles()}
    return render(request, "documents/edit.html", context)


def _unsaved(draft, form):
    """Where somebody else was quicker: what saving now would undo or change of theirs. Only once
    that is shown does the page carry the draft's new revision."""
    if not form.is_bound or "text" not in form.cleaned_data:
        return {"revision": form["revision"].value()}
    if form.cleaned_data.get("revision") == draft.revision:
        return {"revision": draft.revision}
    lines = differences.between(draft.text, form.cleaned_data["text"])
    return {"revision": draft.revision, "lines": lines}


@permission(Permission.POLICY_READ)
@require_safe
def preview_text(request, school, code):
    """The text as readers will see it, and what differs from the newest revision."""
    policy = pages.find_policy(request, code)
    draft = pages.find_readable_draft(request, policy)
    last = queries.current(policy)
    lines = differences.between(last.source if last else "", draft.text)
    context = {
        "policy": policy,
        "draft": draft,
        "last": last,
        "sections": pages.as_drafted(draft.text, request.school),
        "differ": last is not None and differences.differ(lines),
        "rows": differences.side_by_side(lines) if last else [],
        "moves": pages.moves(request, policy, draft),
    }
    return render(request, "documents/preview.html", context)


@permission(_WRITE)
def drop_text(request, school, code):
    """Give the text up; what is published stays."""
    policy = pages.find_policy(request, code)
    draft = pages.find_draft(policy)
    form = DropForm(pages.bound(request), initial={"revision": draft.revision})
    words = {
        "title": _("Drop the text"),
        "text": _("What was written since the newest revision is given up."),
    }
    return pages.act(request, policy, form, writing.drop, _("The text is dropped."), **words)


@permission(_WRITE)
def blanks(request, school):
    """What the school fills in once for all its policies."""
    row = queries.blanks()
    start = filling.proposed_values(request.school) | {"revision": row.revision if row else 0}
    form = BlanksForm(pages.bound(request), initial=start)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        with refusals_shown_on(form):
            filling.fill_in(revision=said.pop("revision"), values=said, by=request.actor)
            messages.success(request, _("The blanks are filled in."))
            return redirect("documents:policies", school)
    return render(request, "documents/blanks.html", {"form": form, "row": row})
