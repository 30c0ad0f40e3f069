from django.http import HttpResponse
from esafety.access.gates import permission, public, signed_in
from esafety.access.permissions import Permission


@permission(Permission.HOME)
def log(request, *args, **kwargs):
    return HttpResponse("log")


@permission(Permission.HOME)
def search(request, *args, **kwargs):
    return HttpResponse("search")


@permission(Permission.HOME)
def log_csv(request, *args, **kwargs):
    return HttpResponse("log_csv")


@permission(Permission.HOME)
def log_xlsx(request, *args, **kwargs):
    return HttpResponse("log_xlsx")


@permission(Permission.HOME)
def print_log(request, *args, **kwargs):
    return HttpResponse("print_log")
