"""What programs read, each with a token of the school (docs/access-api.md)."""

from django.urls import path

from aup.views import access_api

app_name = "api"
urlpatterns = [path("access/", access_api.access, name="access")]
