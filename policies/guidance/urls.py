"""Addresses of the guidance register."""

from django.urls import path

from policies.guidance import views

ONE = "<slug:code>/"

app_name = "guidance"
urlpatterns = [
    path("", views.guidance, name="guidance"),
    path("register.csv", views.guidance_csv, name="guidance_csv"),
    path("add/", views.add, name="add"),
    path(ONE, views.entry, name="entry"),
    path(f"{ONE}change/", views.change, name="change"),
    path(f"{ONE}edition/", views.add_edition, name="add_edition"),
    path(f"{ONE}check/", views.check, name="check"),
    path(f"{ONE}retire/", views.retire, name="retire"),
]
