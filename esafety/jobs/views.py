from django.http import HttpResponse
from esafety.access.gates import permission, public, signed_in
from esafety.access.permissions import Permission


@signed_in
def health(request, *args, **kwargs):
    return HttpResponse("health")


@signed_in
def overview(request, *args, **kwargs):
    return HttpResponse("overview")
