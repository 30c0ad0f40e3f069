"""Addresses of reviews, of reading and of the planner. They come before those of the documents."""

from django.urls import path

from policies.reviews.views import planner, reading, reviews

ONE = "policies/<slug:code>/reviews/"
READ = "policies/to-read/"

app_name = "reviews"
urlpatterns = [
    path("planner/", planner.planner, name="planner"),
    path("planner/calendar/", planner.calendar_address, name="calendar_address"),
    path("planner/calendar/end/", planner.end_calendar, name="end_calendar"),
    path("calendar/<str:token>.ics", planner.calendar, name="calendar"),
    path("policies/due/", reviews.due_reviews, name="due_reviews"),
    path(READ, reading.to_read, name="to_read"),
    path(f"{READ}who/", reading.coverage, name="coverage"),
    path(f"{READ}who/<slug:kind>/<slug:code>/", reading.coverage_of, name="coverage_of"),
    path(f"{READ}take-back/<int:pk>/", reading.take_back, name="take_back"),
    path(f"{READ}<slug:kind>/<slug:code>/", reading.read, name="read"),
    path(ONE, reviews.policy_reviews, name="policy_reviews"),
    path(f"{ONE}call/", reviews.call, name="call"),
    path(f"{ONE}agreements/", reviews.agreements, name="agreements"),
    path(f"{ONE}begin/", reviews.begin, name="begin"),
    path(f"{ONE}record/", reviews.finish, name="finish"),
    path(f"{ONE}record/<slug:step>/", reviews.step, name="step"),
]
