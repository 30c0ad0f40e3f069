"""From a draft to the next version: proposing, sending back, approving, or at once in force."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools import queries as schools
from policies import queries
from policies.choices import DraftState
from policies.forms.moves import ApproveForm, ProposeForm, ReasonForm
from policies.presenters import room
from policies.services import approving
from policies.views import pages


@permission(Permission.RULES_APPROVE)
@require_safe
def waiting_rules(request, school):
    """The drafts that wait for this reader's approval."""
    waiting = list(queries.waiting_for(request.actor))
    return render(request, "policies/waiting.html", {"waiting": waiting})


@permission(Permission.RULES_MANAGE)
def propose_draft(request, school, code):
    """Send the draft for approval."""
    draft = pages.find_draft(request, code)
    form = _propose_form(request, draft)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            approving.propose(draft=draft, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The draft is sent for approval."))
            return redirect(draft)
    words = {
        "title": _("Send for approval"),
        "text": _("It becomes a version once somebody else has approved it."),
        "button": _("Send for approval"),
        "approvers": room.others_who_approve(draft, request.actor),
        "asks_who": True,
    }
    return pages.act(request, draft, form, **words)


@permission(Permission.RULES_MANAGE)
def put_in_force(request, school, code):
    """Make the next version of a table that needs no approval."""
    draft = pages.find_draft(request, code)
    if draft.needs_approval:
        raise Http404
    form = _propose_form(request, draft)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            approving.put_in_force(draft=draft, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The new version is made."))
            return redirect(draft.table)
    words = {
        "title": _("Put in force"),
        "text": _("It becomes the next version. This table needs no approval."),
        "button": _("Put in force"),
    }
    return pages.act(request, draft, form, **words)


def _propose_form(request, draft):
    today = schools.local_today(request.school)
    start = ProposeForm.start(draft.comment, draft.starts_on, today)
    data = request.POST if request.method == "POST" else None
    return ProposeForm(data, initial=start, wrong_day=partial(approving.wrong_day, today=today))


@permission(Permission.RULES_APPROVE)
def approve_draft(request, school, code):
    """The whole comparison, and the approval of exactly that."""
    draft = pages.find_draft(request, code)
    data = request.POST if request.method == "POST" else None
    form = ApproveForm(data, initial={"revision": draft.revision})
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            approving.approve(draft=draft, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The new version is approved."))
            return redirect(draft.table)
    facts = pages.previewed(request, draft)
    facts["may_approve"] = DraftState.APPROVED in facts["moves"]
    return render(request, "policies/approve.html", {**facts, "form": form})


@permission(Permission.POLICY_READ)
def send_back_draft(request, school, code):
    """Make it a draft again, with a reason."""
    draft = pages.find_draft(request, code)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            approving.send_back(draft=draft, by=request.actor, **form.cleaned_data)
            messages.success(request, _("It is a draft again."))
            return redirect(draft)
    words = {
        "title": _("Send back"),
        "text": _("It becomes a draft again, so that it can be changed."),
        "button": _("Send back"),
    }
    return pages.act(request, draft, form, **words)
