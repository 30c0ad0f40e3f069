"""Addresses of meetings and their actions."""

from django.urls import path

from policies.meetings.views import keeping, lists, own, reading

ONE = "<int:number>/"
ITEM = f"{ONE}items/<int:item>/"

app_name = "meetings"
urlpatterns = [
    path("", reading.meetings, name="meetings"),
    path("new/", keeping.new_meeting, name="new_meeting"),
    path("actions/", own.my_actions, name="my_actions"),
    path("actions/<int:number>/", own.answer_action, name="answer_action"),
    path("actions.<slug:format>", lists.actions_file, name="actions_file"),
    path("meetings.<slug:format>", lists.meetings_file, name="meetings_file"),
    path("import/", lists.read_in, name="read_in"),
    path(ONE, reading.meeting, name="meeting"),
    path(f"{ONE}minutes.pdf", reading.minutes, name="minutes"),
    path(f"{ONE}change/", keeping.change_meeting, name="change_meeting"),
    path(f"{ONE}items/add/", keeping.add_item, name="add_item"),
    path(ITEM, keeping.write_item, name="write_item"),
    path(f"{ITEM}drop/", keeping.drop_item, name="drop_item"),
    path(f"{ITEM}up/", keeping.move_up_item, name="move_up_item"),
    path(f"{ONE}present/", keeping.note_present, name="note_present"),
    path(f"{ONE}actions/add/", keeping.give_action, name="give_action"),
    path(f"{ONE}actions/<int:action>/drop/", keeping.drop_action, name="drop_action"),
    path(f"{ONE}correct/", keeping.correct_minutes, name="correct_minutes"),
    path(f"{ONE}close/", keeping.close_meeting, name="close_meeting"),
]
