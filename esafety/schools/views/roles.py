"""What is done to one member: roles given and taken, leaving, coming back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.access.roles import Role
from esafety.schools import queries
from esafety.schools.forms import GiveRoleForm, RolesForm
from esafety.schools.services import members as service
from esafety.schools.views.members import offered, show_member


@permission(Permission.MEMBERS_MANAGE)
@require_POST
def give_role(request: HttpRequest, school: str, member: int) -> HttpResponse:
    """One more role, at once."""
    row = get_object_or_404(queries.members(), pk=member)
    form = GiveRoleForm(request.POST, offered=offered(request, row.pk, row.roles))
    if form.is_valid():
        with refusals_shown_on(form):
            role = form.cleaned_data["role"]
            service.give_role(by=request.actor, membership=row, role=role)  # type: ignore[attr-defined]
            messages.success(request, _("The role is given. It works from now on."))
            return redirect("schools:member", school, row.pk)
    return show_member(request, row, form)


@permission(Permission.MEMBERS_MANAGE)
@require_POST
def take_role(request: HttpRequest, school: str, member: int, role: str) -> HttpResponse:
    """A role less, at once."""
    row = get_object_or_404(queries.members(), pk=member)
    if role not in set(Role):
        raise Http404
    service.take_role(by=request.actor, membership=row, role=Role(role))  # type: ignore[attr-defined]
    messages.success(request, _("The role is taken away, from now on."))
    return redirect("schools:member", school, row.pk)


@permission(Permission.MEMBERS_MANAGE)
def leave(request: HttpRequest, school: str, member: int) -> HttpResponse:
    """Ask once more, then end the membership."""
    row = get_object_or_404(queries.members(), pk=member)
    if request.method == "POST":
        service.leave(by=request.actor, membership=row)  # type: ignore[attr-defined]
        messages.success(request, _("The membership has ended. They can no longer get in."))
        return redirect("schools:member", school, row.pk)
    context = {
        "title": _("Has %(name)s left the school?") % {"name": row.display_name},
        "text": _("All their roles end now, and with them every access. What they did stays."),
        "button": _("Yes, end the membership"),
        "back": reverse("schools:member", args=[school, row.pk]),
    }
    return render(request, "schools/confirm.html", context)


@permission(Permission.MEMBERS_MANAGE)
def reopen(request: HttpRequest, school: str, member: int) -> HttpResponse:
    """Let a former member back in, with roles chosen anew."""
    row = get_object_or_404(queries.members(), pk=member)
    posted = request.POST if request.method == "POST" else None
    form = RolesForm(posted, offered=offered(request, row.pk))
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            service.reopen(by=request.actor, membership=row, **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, _("The membership is open again."))
            return redirect("schools:member", school, row.pk)
    back = reverse("schools:member", args=[school, row.pk])
    title = _("Reopen the membership of %(name)s") % {"name": row.display_name}
    return render(request, "schools/edit.html", {"form": form, "title": title, "back": back})
