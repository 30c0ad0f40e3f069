from django.http import HttpResponse
from esafety.access.gates import permission, public, signed_in
from esafety.access.permissions import Permission


@permission(Permission.HOME)
def rules(request, *args, **kwargs):
    return HttpResponse("rules")
