"""The address of a survey at a school's own root: short enough to be typed from a sheet."""

from django.urls import path

from policies.surveys.views import public

app_name = "survey"
urlpatterns = [
    path("<slug:code>/", public.answer, name="answer"),
    path("<slug:code>/thanks/", public.thanks, name="thanks"),
]
