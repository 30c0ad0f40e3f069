from django.urls import path

from incidents.views import types

urlpatterns = [
    path("types/", types.types, name="types"),
]
