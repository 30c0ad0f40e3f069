"""What is done to a campaign: each by a POST; a refusal is said on the campaign's page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aup.campaign_forms import ExtendForm
from aup.queries import campaigns as queries
from aup.services import campaigns as services
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, refusals_shown_on

_MANAGE = Permission.AGREEMENT_MANAGE


@permission(_MANAGE)
@require_POST
def start_campaign(request, school, number):
    """Start asking."""
    return _done(request, number, services.start, _("The campaign is started."))


@permission(_MANAGE)
@require_POST
def pause_campaign(request, school, number):
    """Stop letters and reminders for a while."""
    return _done(request, number, services.pause, _("The campaign is paused. No letter goes out."))


@permission(_MANAGE)
@require_POST
def go_on_campaign(request, school, number):
    """Go on after a pause."""
    return _done(request, number, services.go_on, _("The campaign goes on."))


@permission(_MANAGE)
@require_POST
def close_campaign(request, school, number):
    """Close before or on the last day."""
    return _done(request, number, services.close, _("The campaign is closed."))


@permission(_MANAGE)
@require_POST
def drop_campaign(request, school, number):
    """Forget one that was not started."""
    row = _found(number)
    try:
        services.drop(campaign=row, by=request.actor)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(row)
    messages.success(request, _("The campaign is dropped. Nobody was asked."))
    return redirect("aup:campaigns", school)


@permission(_MANAGE)
def extend_campaign(request, school, number):
    """A new last day; a closed campaign runs again."""
    row = _found(number)
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            services.extend(campaign=row, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The campaign has a new last day."))
            return redirect(row)
    return render(request, "aup/campaigns/extend.html", {"campaign": row, "form": form})


def _done(request, number, act, sentence):
    row = _found(number)
    try:
        act(campaign=row, by=request.actor)
        messages.success(request, sentence)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(row)


def _found(number):
    return get_object_or_404(queries.campaigns(), pk=number)
