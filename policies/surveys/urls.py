"""Addresses of keeping surveys."""

from django.urls import path

from policies.surveys.views import asking, keeping

ONE = "<int:number>/"
QUESTION = "question/<int:number>/"

app_name = "surveys"
urlpatterns = [
    path("", keeping.surveys, name="surveys"),
    path("new/", keeping.new_survey, name="new_survey"),
    path(ONE, keeping.survey, name="survey"),
    path(f"{ONE}days/", keeping.change_survey, name="change_survey"),
    path(f"{ONE}open/", keeping.open_survey, name="open_survey"),
    path(f"{ONE}close/", keeping.close_survey, name="close_survey"),
    path(f"{ONE}drop/", keeping.drop_survey, name="drop_survey"),
    path(f"{ONE}sheet.pdf", keeping.survey_sheet, name="survey_sheet"),
    path(f"{ONE}results.<slug:format>", keeping.survey_file, name="survey_file"),
    path("questions/<slug:audience>/", asking.questions, name="questions"),
    path("questions/<slug:audience>/start/", asking.take_starters, name="take_starters"),
    path("questions/<slug:audience>/add/", asking.add_question, name="add_question"),
    path(QUESTION, asking.change_question, name="change_question"),
    path(f"{QUESTION}retire/", asking.retire_question, name="retire_question"),
    path(f"{QUESTION}bring-back/", asking.bring_back_question, name="bring_back_question"),
    path(f"{QUESTION}up/", asking.move_up_question, name="move_up_question"),
]
