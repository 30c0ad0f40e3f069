"""Who is away, and who stands in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.notices import presenters, queries
from esafety.notices.forms import AbsenceForForm, AbsenceForm
from esafety.notices.services import absences as service
from esafety.schools import queries as schools


@permission(Permission.NOTICES)
def away(request, school):
    """One's own absences, for whom one stands in and, for who manages members, everybody's."""
    actor, today = request.actor, schools.local_today(request.school)
    manages = actor.can(Permission.MEMBERS_MANAGE)
    context = {
        "mine": queries.absences_from(today).filter(member=actor.membership_id),
        "standing_in": presenters.stood_in(actor, request.school),
        "manages": manages,
        "others": queries.absences_from(today).exclude(member=actor.membership_id)
        if manages
        else [],
    }
    return render(request, "notices/away.html", context)


@permission(Permission.NOTICES)
def say_away(request, school):
    """Say when one is away oneself."""
    posted = request.POST if request.method == "POST" else None
    form = AbsenceForm(posted, deputies=queries.may_stand_in_for(request.membership))
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            service.say(by=request.actor, member=request.membership, **form.cleaned_data)
            messages.success(request, _("It is saved. Nothing more is needed from you."))
            return redirect("notices:away", school)
    return _edit(request, form, _("Say when you are away"))


@permission(Permission.MEMBERS_MANAGE)
def say_away_for(request, school):
    """Say when somebody else is away."""
    posted = request.POST if request.method == "POST" else None
    form = AbsenceForForm(posted, members=schools.current_members().order_by("display_name", "pk"))
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            service.say(by=request.actor, **form.cleaned_data)
            messages.success(request, _("It is saved. They and who stands in are told."))
            return redirect("notices:away", school)
    return _edit(request, form, _("Say that somebody is away"))


@permission(Permission.NOTICES)
def change_away(request, school, absence):
    """Other days, or another deputy."""
    row = _absence(request, absence)
    now = {"starts_on": row.starts_on, "ends_on": row.ends_on, "deputy": row.deputy_id}
    posted = request.POST if request.method == "POST" else None
    form = AbsenceForm(posted, initial=now, deputies=queries.may_stand_in_for(row.member))
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            service.change(by=request.actor, absence=row, **form.cleaned_data)
            messages.success(request, _("The change is saved."))
            return redirect("notices:away", school)
    return _edit(
        request, form, _("Change when %(name)s is away") % {"name": row.member.display_name}
    )


@permission(Permission.NOTICES)
def end_away(request, school, absence):
    """Ask once more, then take the absence back."""
    row = _absence(request, absence)
    if request.method == "POST":
        service.end(by=request.actor, absence=row)
        messages.success(request, _("It is taken back."))
        return redirect("notices:away", school)
    title = _("Is %(name)s not away after all?") % {"name": row.member.display_name}
    back = reverse("notices:away", args=[school])
    return render(request, "notices/end_away.html", {"absence": row, "title": title, "back": back})


def _absence(request, key):
    manages = request.actor.can(Permission.MEMBERS_MANAGE)
    row = queries.absence_of(request.actor, key, manages=manages)
    if row is None:
        raise Http404
    return row


def _edit(request, form, title):
    back = reverse("notices:away", args=[request.school.slug])
    context = {"form": form, "title": title, "back": back}
    return render(request, "notices/say_away.html", context)
