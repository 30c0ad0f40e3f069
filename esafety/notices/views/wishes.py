"""When the member wants mail."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.notices import presenters, queries
from esafety.notices.forms import WishesForm
from esafety.notices.services import wishes as service


@permission(Permission.NOTICES)
def settings(request, school):
    """At once, once a day or never; quiet hours and days."""
    now = presenters.wishes(queries.settings_of(request.membership))
    form = WishesForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            service.change(by=request.actor, **form.cleaned_data)
            messages.success(request, _("Your choice is saved."))
            return redirect("notices:settings", school)
    return render(request, "notices/settings.html", {"form": form})
