"""The settings of a school, at a glance, and the change of its details."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.schools import presenters, queries
from esafety.schools.forms import DetailsForm
from esafety.schools.services import settings as service


@permission(Permission.SETTINGS_VIEW)
def settings(request: HttpRequest, school: str) -> HttpResponse:
    """Details, whom to reach, and who is told when somebody on the way is named."""
    place = request.school  # type: ignore[attr-defined]
    names = queries.names_by_role(*presenters.CHAIN)
    context = {
        "side_nav": presenters.side_nav(request),
        "details": presenters.details(place),
        "in_person": presenters.in_person(place, names),
        "chain": presenters.chain(place, names),
        "member_count": queries.current_members().count(),
        "term_now": queries.term_on(queries.local_today(place)),
        "may_change": request.actor.can(Permission.SETTINGS_MANAGE),  # type: ignore[attr-defined]
        "may_manage": request.actor.can(Permission.MEMBERS_MANAGE),  # type: ignore[attr-defined]
    }
    return render(request, "schools/settings.html", context)


@permission(Permission.SETTINGS_MANAGE)
def details(request: HttpRequest, school: str) -> HttpResponse:
    """Change what the school says about itself."""
    posted = request.POST if request.method == "POST" else None
    # A fresh copy: a form that is refused must not change what the rest of the page shows.
    form = DetailsForm(posted, instance=queries.school_named(school))
    if posted is not None and form.is_valid():
        with refusals_shown_on(form):
            service.change_details(by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, _("The details are saved."))
            return redirect("schools:settings", school)
    back = reverse("schools:settings", args=[school])
    context = {"form": form, "title": _("School details"), "back": back}
    return render(request, "schools/edit.html", context)
