"""The planner and its calendar address."""

from django.urls import path

from policies.reviews.views import planner

app_name = "planner"
urlpatterns = [
    path("planner/", planner.planner, name="planner"),
    path("planner/calendar/", planner.address, name="address"),
    path("planner/calendar/end/", planner.end_address, name="end_address"),
    path("calendar/<str:token>.ics", planner.calendar, name="calendar"),
]
