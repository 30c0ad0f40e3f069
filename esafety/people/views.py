from django.http import HttpResponse
from esafety.access.gates import permission, public, signed_in
from esafety.access.permissions import Permission


@permission(Permission.HOME)
def directory(request, *args, **kwargs):
    return HttpResponse("directory")


@permission(Permission.HOME)
def search(request, *args, **kwargs):
    return HttpResponse("search")


@permission(Permission.HOME)
def person(request, *args, **kwargs):
    return HttpResponse("person")


@permission(Permission.HOME)
def import_preview(request, *args, **kwargs):
    return HttpResponse("import_preview")
