"""How many have signed, and how agreements are signed at this school."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from aup import coverage_presenters as presenters
from aup.campaign_forms import SettingsForm
from aup.queries import coverage as queries
from aup.queries import settings_of
from aup.services import signing_settings as services
from esafety import sealing
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools import queries as schools
from esafety.signatures import authority

_NAMES = ("parents_needed", "ask_birth_date", "ask_new_people", "reminder_days", "link_days")


@permission(Permission.AGREEMENT_COVERAGE)
def coverage(request, school):
    """How many of how many have signed, by agreement, and what to do next."""
    rows = presenters.lines(queries.coverage(schools.local_today(request.school)))
    manages = request.actor.can(Permission.AGREEMENT_MANAGE)
    context = {"rows": rows, "manages": manages, **presenters.totals(rows)}
    return render(request, "aup/campaigns/coverage.html", context)


@permission(Permission.AGREEMENT_MANAGE)
def signing_settings(request, school):
    """Which parents sign, reminders, links, new people."""
    kept = settings_of(request.school.pk)
    form = SettingsForm(request.POST or None, initial={n: getattr(kept, n) for n in _NAMES})
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            services.change(by=request.actor, **form.cleaned_data)
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("aup:signing_settings", school)
    proof = {"is_stamped": authority.is_configured(), "is_sealed": sealing.is_configured()}
    return render(request, "aup/campaigns/signing_settings.html", {"form": form, **proof})
