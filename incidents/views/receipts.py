from django.http import HttpResponse
from esafety.access.gates import permission, public, signed_in
from esafety.access.permissions import Permission


@permission(Permission.HOME)
def receipt(request, *args, **kwargs):
    return HttpResponse("receipt")


@permission(Permission.HOME)
def mine(request, *args, **kwargs):
    return HttpResponse("mine")
