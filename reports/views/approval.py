"""Each step from a draft to the governors, on its own page."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from reports.forms import ReasonForm, SeenForm
from reports.services import approval
from reports.views import pages


@permission(Permission.REPORT_DRAFT)
def propose(request, school, term, part):
    """Send the draft to the headteacher for approval."""
    words = {
        "title": _("Send for approval"),
        "text": _("The words cannot be changed while the report waits."),
        "button": _("Send for approval"),
        "done": _("The report waits for approval."),
    }
    return pages.press(request, pages.find_workable(request, term, part), approval.propose, words)


@permission(Permission.REPORT_APPROVE)
def approve(request, school, term, part):
    """Approve the newest edition."""
    words = {
        "title": _("Approve the report"),
        "text": _(
            "The edition that you looked at is frozen as it is, and printed once more with your "
            "approval."
        ),
        "button": _("Approve"),
        "done": _("The report is approved. Its final edition is being built."),
    }
    found = pages.find_workable(request, term, part)
    return pages.press(request, found, approval.approve, words, SeenForm)


@permission(Permission.REPORT_ANNEX)
def finish(request, school, term, part):
    """Finish one's own annex."""
    words = {
        "title": _("Finish the annex"),
        "text": _("The newest edition is frozen as it is. Only you can open it."),
        "button": _("Finish"),
        "done": _("The annex is finished. Its final edition is being built."),
    }
    found = pages.find_workable(request, term, part)
    return pages.press(request, found, approval.approve, words, SeenForm)


@permission(Permission.REPORT_DRAFT)
def publish(request, school, term, part):
    """Publish the final edition to the governors."""
    words = {
        "title": _("Publish to governors"),
        "text": _("Every governor can then read the report, and is told of it by email."),
        "button": _("Publish"),
        "done": _("The report is published. The governors are told by email."),
    }
    found = pages.find_workable(request, term, part)
    return pages.press(request, found, approval.publish, words, SeenForm)


@permission(Permission.REPORT_READ)
def send_back(request, school, term, part):
    """Make it a draft again, with the reason."""
    found = pages.find_workable(request, term, part)
    data, initial = request.POST if request.method == "POST" else None, pages.seen(request, found)
    form = ReasonForm(data, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            done = approval.send_back(report=found, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The report is a draft again."))
            return redirect(done)
    title, text = _("Send back"), _("The report becomes a draft again.")
    return pages.act(
        request, found, form, title=title, text=text, button=_("Send back"), danger=True
    )
