from django.urls import path

from esafety.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("read-all/", views.read_all, name="read_all"),
    path("settings/", views.settings, name="settings"),
    path("away/", views.away, name="away"),
    path("away/add/", views.say_away, name="say_away"),
    path("away/add-for/", views.say_away_for, name="say_away_for"),
    path("away/<uuid:absence>/", views.change_away, name="change_away"),
    path("away/<uuid:absence>/end/", views.end_away, name="end_away"),
    path("<uuid:notice>/read/", views.read, name="read"),
]
