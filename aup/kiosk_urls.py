"""Addresses of the tablet at reception, open by its cookie alone."""

from django.urls import path

from aup.views import kiosk

app_name = "kiosk"
urlpatterns = [
    path("", kiosk.welcome, name="welcome"),
    path("thanks/", kiosk.thanks, name="thanks"),
    path("<slug:coming>/", kiosk.come, name="come"),
]
