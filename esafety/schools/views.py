from django.http import HttpResponse
from esafety.access.gates import permission, public, signed_in
from esafety.access.permissions import Permission


@permission(Permission.HOME)
def start(request, *args, **kwargs):
    return HttpResponse("start")


@permission(Permission.HOME)
def settings(request, *args, **kwargs):
    return HttpResponse("settings")


@permission(Permission.HOME)
def terms(request, *args, **kwargs):
    return HttpResponse("terms")


@permission(Permission.HOME)
def members(request, *args, **kwargs):
    return HttpResponse("members")
