"""What is done to a campaign: each by a POST; a refusal is said on the campaign's page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from aup.campaign_forms import ExtendForm
from aup.campaign_workflow import CampaignAct, allowed
from aup.queries import campaigns as queries
from aup.services import campaigns as services
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, refusals_shown_on

_MANAGE = Permission.AGREEMENT_MANAGE


def _pressed(name, act, done):
    """A page that is one button: it does the act, says so, and is the campaign's page again."""

    @permission(_MANAGE)
    @require_POST
    def view(request, school, number):
        return _done(request, _found(number), act, done)

    view.__name__ = view.__qualname__ = name
    return view


start_campaign = _pressed(
    "start_campaign", services.start, gettext_lazy("The campaign is started.")
)
pause_campaign = _pressed(
    "pause_campaign", services.pause, gettext_lazy("The campaign is paused. No letter goes out.")
)
go_on_campaign = _pressed("go_on_campaign", services.go_on, gettext_lazy("The campaign goes on."))


@permission(_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def close_campaign(request, school, number):
    """Close before or on the last day, after a page that says what follows."""
    row = _found(number)
    if request.method == "POST":
        return _done(request, row, services.close, _("The campaign is closed."))
    if CampaignAct.CLOSE not in allowed(row.state):
        return redirect(row)
    context = {"campaign": row, "waiting": queries.waiting_in(row)}
    return render(request, "aup/campaigns/close.html", context)


@permission(_MANAGE)
@require_POST
def drop_campaign(request, school, number):
    """Forget one that was not started."""
    row, done = _found(number), _("The campaign is dropped. Nobody was asked.")
    return _done(request, row, services.drop, done, to="aup:campaigns")


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


def _done(request, row, act, sentence, to=None):
    """Do it, and say so or why not; the way on is the campaign's page or, done, the one named."""
    try:
        act(campaign=row, by=request.actor)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(row)
    messages.success(request, sentence)
    return redirect(to, request.school.slug) if to else redirect(row)


def _found(number):
    return get_object_or_404(queries.campaigns(), pk=number)
