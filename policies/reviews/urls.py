"""Addresses of reviews and of reading. They come before those of the documents."""

from django.urls import path

from policies.reviews.views import reading, reviews

ONE = "<slug:code>/reviews/"
READ = "to-read/<slug:kind>/<slug:code>/"

app_name = "reviews"
urlpatterns = [
    path("to-read/", reading.to_read, name="to_read"),
    path("to-read/who/", reading.coverage, name="coverage"),
    path("to-read/who/<slug:kind>/<slug:code>/", reading.coverage_of, name="coverage_of"),
    path(READ, reading.read, name="read"),
    path("to-read/take-back/<int:pk>/", reading.take_back, name="take_back"),
    path("due/", reviews.due_reviews, name="due_reviews"),
    path(ONE, reviews.policy_reviews, name="policy_reviews"),
    path(f"{ONE}call/", reviews.call, name="call"),
    path(f"{ONE}agreements/", reviews.agreements, name="agreements"),
    path(f"{ONE}begin/", reviews.begin, name="begin"),
    path(f"{ONE}record/", reviews.finish, name="finish"),
    path(f"{ONE}record/<slug:step>/", reviews.step, name="step"),
]
