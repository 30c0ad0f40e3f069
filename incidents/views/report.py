from django.http import HttpResponse
from esafety.access.gates import permission, public, signed_in
from esafety.access.permissions import Permission


@permission(Permission.HOME)
def new(request, *args, **kwargs):
    return HttpResponse("new")


@permission(Permission.HOME)
def step(request, *args, **kwargs):
    return HttpResponse("step")


@permission(Permission.HOME)
def check(request, *args, **kwargs):
    return HttpResponse("check")


@permission(Permission.HOME)
def discard(request, *args, **kwargs):
    return HttpResponse("discard")
