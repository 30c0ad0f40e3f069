"""What a member may do with a job of theirs."""

from django.urls import path

from esafety.jobs import views

app_name = "jobs"
urlpatterns = [
    path("<uuid:key>/cancel/", views.cancel, name="cancel"),
    path("<uuid:key>/again/", views.try_again, name="try_again"),
]
