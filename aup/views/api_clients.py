"""The programs that may read the access list: a token for each, shown once."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from aup.access_forms import ClientForm
from aup.queries import clients
from aup.services import clients as services
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on


@permission(Permission.SETTINGS_MANAGE)
@never_cache
def api_clients(request, school):
    """Which programs there are, and one more. Its token is on the answering page, never again."""
    form, token = ClientForm(request.POST if request.method == "POST" else None), ""
    if form.is_bound and form.is_valid():
        with refusals_shown_on(form):
            _client, token = services.make(name=form.cleaned_data["name"], by=request.actor)
            form = ClientForm()
    address = request.build_absolute_uri(f"/{school}/api/access/")
    context = {"form": form, "token": token, "clients": clients.clients(), "address": address}
    return render(request, "aup/api_clients.html", context)


@permission(Permission.SETTINGS_MANAGE)
def api_client_end(request, school, pk):
    """End a program's token, confirmed."""
    client = get_object_or_404(clients.clients(), pk=pk)
    if request.method == "POST":
        services.end(client=client, by=request.actor)
        messages.success(
            request, _("“%(name)s” can read nothing any more.") % {"name": client.name}
        )
        return redirect("aup:api_clients", school)
    return render(request, "aup/api_client_end.html", {"client": client})
