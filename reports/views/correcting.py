"""Correcting what is published, and comparing it with the log as it is now."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from reports import presenters
from reports.forms import CorrectionForm, PressForm
from reports.services import approval, recounting
from reports.views import pages


@permission(Permission.REPORT_DRAFT)
def correct(request, school, term, part):
    """Begin a new edition of a published report, with the reason."""
    found = pages.find_workable(request, term, part)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            done = approval.correct(report=found, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The report is a draft again, as a correction."))
            return redirect(done)
    text = _(
        "Governors go on reading the published edition until the new one is approved and "
        "published. Both stay readable, and the new one says what changed."
    )
    title = _("Correct this report")
    return pages.act(request, found, form, title=title, text=text, button=_("Begin the correction"))


@permission(Permission.REPORT_DRAFT)
def drop_correction(request, school, term, part):
    """Give a correction up."""
    words = {
        "title": _("Give up the correction"),
        "text": _("The published edition stays as it is. What was written since is let go of."),
        "button": _("Give up"),
        "done": _("The correction is given up."),
        "danger": True,
    }
    found = pages.find_workable(request, term, part)
    return pages.press(request, found, approval.drop_correction, words)


@permission(Permission.REPORT_READ)
def log_since(request, school, term, part):
    """Count again, by a press, and show which printed figures would differ now."""
    found = pages.find_workable(request, term, part)
    form, recount = PressForm(request.POST if request.method == "POST" else None), None
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            recount = recounting.recount(report=found, by=request.actor)
    heading = presenters.title_of(found)
    context = {"report": found, "heading": heading, "form": form, "recount": recount}
    return render(request, "reports/log_since.html", context)
