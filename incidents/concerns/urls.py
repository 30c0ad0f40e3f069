"""The staff side; the public pages are at the school's root (public_urls)."""

from django.urls import path

from incidents.concerns.views import messages

urlpatterns = [
    path("<str:reference>/message/", messages.write_message, name="write_message"),
]
