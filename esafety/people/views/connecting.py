"""Accounts without an entry in the directory: found by their owner, or connected by the office."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.people import connections as reads
from esafety.people.services import connecting
from esafety.schools import queries as schools


@permission(Permission.PEOPLE_MANAGE)
def connections(request, school):
    """Members who can sign in and whom the directory does not know."""
    return render(request, "people/connections.html", {"rows": reads.without_entry()})


@permission(Permission.PEOPLE_MANAGE)
@require_POST
def connect(request, school, member):
    """This account is that person's, or it gets an entry of its own."""
    row = get_object_or_404(schools.current_members(), pk=member)
    chosen = request.POST.get("person", "")
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 10:
        person = get_object_or_404(reads.free_entries(row), pk=chosen)
        connecting.connect(member=row, person=person, by=request.actor)
    else:
        connecting.enter(member=row, by=request.actor)
    messages.success(request, _("The account and its entry are connected."))
    return redirect("people:connections", school)


@permission(Permission.AGREEMENT_SIGN)
@require_POST
def connect_me(request, school):
    """My own entry, by my email address; else the office is told."""
    if connecting.find_me(by=request.actor) is not None:
        messages.success(request, _("We found you in the directory."))
    else:
        messages.success(request, _("The office is told. They will find or make your entry."))
    return redirect("aup:mine", school)
