from django.http import HttpResponse
from esafety.access.gates import permission, public, signed_in
from esafety.access.permissions import Permission


@permission(Permission.HOME)
def reports(request, *args, **kwargs):
    return HttpResponse("reports")


@permission(Permission.HOME)
def report(request, *args, **kwargs):
    return HttpResponse("report")
