from django.http import HttpResponse
from esafety.access.gates import permission, public, signed_in
from esafety.access.permissions import Permission


@signed_in
def keep_alive(request, *args, **kwargs):
    return HttpResponse("keep_alive")


@signed_in
def resume(request, *args, **kwargs):
    return HttpResponse("resume")


@signed_in
def demo_mail(request, *args, **kwargs):
    return HttpResponse("demo_mail")


@signed_in
def demo_message(request, *args, **kwargs):
    return HttpResponse("demo_message")
