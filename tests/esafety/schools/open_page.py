"""An address of a school that is open to everybody, for the test of the gate."""

from django.http import HttpResponse
from django.urls import path
from django_scopes import get_scope

from esafety.access.gates import public


@public
def page(request, school):
    found = get_scope().get("school")
    return HttpResponse(f"{found} {request.actor}")


urlpatterns = [path("<slug:school>/open/", page)]
