"""Addresses of concerns at a school's own root: short enough to be typed from a poster."""

from django.urls import path

from incidents.concerns.views import codes, posters, public

app_name = "concern"
urlpatterns = [
    path("", public.start, name="start"),
    path("tell/<slug:who>/", public.tell, name="tell"),
    path("back/", codes.come_back, name="come_back"),
    path("answer/", codes.answer, name="answer"),
    path("leave/", codes.leave, name="leave"),
    path("poster/", posters.poster, name="poster"),
    path("poster/<slug:stage>/", posters.poster_pdf, name="poster_pdf"),
]
