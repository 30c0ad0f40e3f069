"""Addresses of the registers: all, one, and one entry of it."""

from django.urls import path

from policies.registers.views import entries, lists

ONE = "<slug:code>/"
ENTRY = f"{ONE}<int:number>/"

app_name = "registers"
urlpatterns = [
    path("", lists.registers, name="registers"),
    path(ONE, lists.register, name="register"),
    path(f"{ONE}add/", entries.add, name="add"),
    path(ENTRY, entries.entry, name="entry"),
    path(f"{ENTRY}edit/", entries.edit, name="edit"),
    path(f"{ENTRY}<slug:step>/", entries.move, name="move"),
]
