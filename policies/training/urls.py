"""Addresses of training."""

from django.urls import path

from policies.training.views import keeping, lists, own

ONE = "sessions/<int:number>/"

app_name = "training"
urlpatterns = [
    path("", own.my_training, name="my_training"),
    path("needs/", own.needs, name="needs"),
    path("certificate/<int:number>/", own.certificate, name="certificate"),
    path("sessions/", keeping.sessions, name="sessions"),
    path("sessions/new/", keeping.new_session, name="new_session"),
    path(ONE, keeping.session, name="session"),
    path(f"{ONE}change/", keeping.change_session, name="change_session"),
    path(f"{ONE}drop/", keeping.drop_session, name="drop_session"),
    path(f"{ONE}certificate/<int:member>/", keeping.member_certificate, name="member_certificate"),
    path("due/", keeping.due, name="due"),
    path("needs/all/", keeping.all_needs, name="all_needs"),
    path("needs/topics/", keeping.topics, name="topics"),
    path("needs.<slug:format>", lists.needs_file, name="needs_file"),
    path(f"{ONE}attended.<slug:format>", lists.session_file, name="session_file"),
    path("attendance.<slug:format>", lists.attendance_file, name="attendance_file"),
    path("due.<slug:format>", lists.due_file, name="due_file"),
    path("import/", lists.read_in, name="read_in"),
]
